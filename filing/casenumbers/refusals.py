"""Why a text is no case number. A refusal keeps its name and details; the sentence is made when somebody reads it."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "empty": _("Write a case number as it stands on the paper."),
    "too_long": _("This is too long for a case number. Write one number only."),
    "no_year": _("A case number begins with the year in brackets, such as （2024）."),
    "old_year": _("Numbers of this form exist since %(year)s. Look at the year again."),
    "old_style": _("This is the form used before 2016. It names no court code and cannot be read apart."),
    "unknown_court": _(
        "After the year comes the court code: the short name of a province, with digits below the high court."
    ),
    "court_digits": _(
        "“%(court)s” is no court code: after the short name of the province come no, two or four digits."
    ),
    "court_too_long": _(
        "“%(court)s” is too long for a court code: after the short name of the province come at most four digits."
    ),
    "no_type": _("Between the court code and the serial number stands the type of case."),
    "unknown_type": _("“%(type)s” is no type of case. The page of case numbers lists them all."),
    "type_not_in_force": _(
        "The type %(type)s is given since %(day)s only. Look at the year or the type again."
    ),
    "no_serial": _("After the type %(type)s comes the serial number."),
    "serial_zero": _("The serial number begins at 1."),
    "serial_too_long": _("“%(serial)s” is too long for a serial number: it has at most eight digits."),
    "range": _("These are several numbers, from one to another. Write one number only."),
    "trailing_text": _("Something stands after the number. Write the number alone."),
}
# Programs are told less finely than people.
CODES = {
    "old_year": "old_style",
    "court_digits": "unknown_court",
    "court_too_long": "unknown_court",
    "serial_zero": "no_serial",
}


class NotACaseNumber(ValueError):
    """The text is no case number. `code` is for machines, `name` a key of REFUSALS; as text it is the sentence, in
    the language of whoever reads it."""

    def __init__(self, name, **details):
        super().__init__(name)
        self.name, self.details = name, details
        self.code = CODES.get(name, name)

    def __str__(self):
        return REFUSALS[self.name] % self.details
