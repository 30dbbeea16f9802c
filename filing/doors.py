"""The rooms of this floor that everybody may enter, shown on the home page."""

from django.utils.translation import gettext_lazy as _

from portal.welcome import register_door

DOORS = (
    (
        "fees:quote",
        _("Work out the court fee"),
        _("What a case costs, step by step, with the article."),
        "cash-coin",
        25,
    ),
    (
        "jurisdiction:which_court",
        _("Find the court and procedure"),
        _("Where to file, how it will probably be heard, and why."),
        "signpost-split",
        30,
    ),
    (
        "causes:finder",
        _("Find the cause of action"),
        _("What your dispute is called in court, from your own words."),
        "search",
        35,
    ),
    (
        "casenumbers:reader",
        _("Read a case number"),
        _("Which court, which year and what kind of case it is."),
        "hash",
        40,
    ),
)


def register_doors():
    for route, title, text, icon, order in DOORS:
        register_door(route, title, text, icon, order=order)
