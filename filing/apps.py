from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# The calculators for everybody: order, route, what it is called, what it gives, icon.
DOORS = (
    (
        10,
        "fees:quote",
        _("Work out the court fee"),
        _("What a case costs, step by step, with the article."),
        "calculator",
    ),
    (
        30,
        "causes:finder",
        _("Find the cause of action"),
        _("Say it in your own words; the list's name for it is found."),
        "search",
    ),
    (
        40,
        "casenumbers:reader",
        _("Read a case number"),
        _("Which court, which year and what kind of case it is."),
        "hash",
    ),
)


class FilingConfig(AppConfig):
    name = "filing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from filing.intake import personal
        from filing.review.home import waiting
        from portal.home import register_panel
        from portal.people.models import Role
        from portal.welcome import register_door

        personal.register_parties()
        for role in (Role.CLERK, Role.FILING_JUDGE):
            register_panel(role, "filing/review/_home_panel.html", waiting, order=10)
        for order, route, title, text, icon in DOORS:
            register_door(route, title, text, icon, order=order)
