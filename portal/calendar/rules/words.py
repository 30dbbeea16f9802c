"""Events and lengths that several rules share."""

from django.utils.translation import gettext_lazy as _

from portal.calendar.limits import Length, Unit

APPLICATION = _("Receipt of the application")
DOCKETING = _("Docketing of the case")
NOTICE = _("Receipt of the one-time notice")
PRESIDENT = _("It may be extended with the approval of the court's president.")


def days(count):
    return Length(count, Unit.CALENDAR_DAY)


def working_days(count):
    return Length(count, Unit.WORKING_DAY)


def months(count):
    return Length(count, Unit.MONTH)


def years(count):
    return Length(count, Unit.YEAR)


def hours(count):
    return Length(count, Unit.HOUR)
