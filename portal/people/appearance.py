"""Language, theme and elder mode (长者模式): remembered by the browser in cookies, so they work without JavaScript."""

from django.conf import settings

YEAR = 365 * 24 * 3600
# The first is what stands without a choice.
CHOICES = {"theme": ("auto", "light", "dark"), "elder": ("off", "on")}


def chosen(request):
    """{"theme": "auto" | "light" | "dark", "elder": bool} as this browser last chose."""
    values = {
        name: value if (value := request.COOKIES.get(name)) in choices else choices[0]
        for name, choices in CHOICES.items()
    }
    return {"theme": values["theme"], "elder": values["elder"] == "on"}


def keep(response, wanted):
    """Remember what of `wanted` is a known choice; the rest is left alone."""
    for name, choices in CHOICES.items():
        if wanted.get(name) in choices:
            _remember(response, name, wanted[name])
    return response


def keep_language(response, language):
    if language:
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _remember(response, name, value):
    response.set_cookie(
        name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
