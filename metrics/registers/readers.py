"""How each column's cell is read: a value, or CellFault. Cells without a value do not come here."""

from dataclasses import replace
from functools import partial

from filing import casenumbers
from filing.casenumbers.types import types
from filing.causes import NoCauseList
from filing.review import workflow as review
from mediation.confirmation import workflow as confirmation
from metrics.registers import cells
from metrics.registers.columns import CHOICES, DATES, plain
from metrics.registers.derivation import SUCCESSFUL
from metrics.registers.faults import CellFault

NAMES = 80  # characters of a reference or number; what the tables hold
CIVIL = "民事"  # the lists of causes are the civil ones; other cases carry theirs as text


def _text(cell, lookups):
    return cells.text(cell)


def _name(cell, lookups):
    text = cells.text(cell)
    if len(text) > NAMES:
        raise CellFault("too_long", limit=NAMES)
    return text


def _day(cell, lookups):
    return cells.day(cell, lookups.today)


def _any_court(cell, lookups):
    return lookups.court_named(cells.text(cell))


def _court(cell, lookups):
    court = _any_court(cell, lookups)
    if lookups.open is not None and court not in lookups.open:
        raise CellFault("court_not_served")
    return court


def _case_type(cell, lookups):
    code = cells.text(cell)
    if code not in types():
        raise CellFault("unknown_case_type")
    return code


def _choice(column, cell, lookups):
    try:
        return lookups.choices[column][plain(cells.text(cell))]
    except KeyError:
        raise CellFault(
            "unknown_word", words="、".join(names[0] for names in CHOICES[column].values())
        ) from None


def _amount(cell, lookups):
    return str(cells.amount(cell))


def _grade(cell, lookups):
    return cells.grade(cell)


READERS = {
    **dict.fromkeys(("cause", "plaintiffs", "defendants", "organisation", "mediator"), _text),
    **dict.fromkeys(("reference", "case_number"), _name),
    **dict.fromkeys(DATES, _day),
    **{column: partial(_choice, column) for column in CHOICES},
    "court": _court,
    "assisting_court": _any_court,
    "case_type": _case_type,
    "amount": _amount,
    "rating": _grade,
}


def _cause(values, lookups):
    """Name, code and edition of the list of the day of receipt; days before the first list have none."""
    if types()[values["case_type"]].branch != CIVIL:
        return {}
    try:
        cause = lookups.cause(values["cause"], values["received_on"])
    except NoCauseList:
        return {}
    if cause is None:
        raise CellFault("unknown_cause")
    return {"cause": cause.name, "cause_code": cause.code, "cause_version": cause.version}


def _open_court(values, lookups, column="court"):
    """A court takes nothing in any more from the day it is closed; what it had before stays its own."""
    closed_from = lookups.closed_from.get(values[column])
    if closed_from and values["received_on"] >= closed_from:
        raise CellFault("court_closed", day=closed_from)
    return {}


def _assisting_court(values, lookups):
    if values["assisting_court"] == values["court"]:
        raise CellFault("same_court")
    return _open_court(values, lookups, "assisting_court")


def _case_number(values, lookups):
    """Canonical, of the year and type of the docketing and of no other court; also in its parts.

    Without 之一: that numbers one more paper of the same case.
    """
    try:
        number = casenumbers.parse(values["case_number"])
    except casenumbers.NotACaseNumber as error:
        raise CellFault("not_a_number", why=error.name, **error.details) from None
    if number.masked:
        raise CellFault("number_masked")
    if lookups.owners.get(number.court_code, values["court"]) != values["court"] or (
        lookups.codes[values["court"]] not in (None, number.court_code)
    ):
        raise CellFault("number_of_other_court", court=number.court_code)
    docketed = values.get("docketed_on")
    if docketed is None:
        # A file of pre-litigation mediation has a number of its own and is never docketed.
        if number.type_code not in lookups.pre_litigation:
            raise CellFault("number_without_docketing")
    elif number.year != docketed.year:
        raise CellFault("number_of_other_year", day=docketed)
    elif number.type_code not in (values["case_type"], *_after_mediation(values)):
        raise CellFault("number_of_other_type", type=values["case_type"])
    number = replace(number, suffix=None)
    read = {"case_number": str(number), "number": number}
    if docketed and number.type_code != values["case_type"]:
        read["docketed_as"] = number.type_code
    return read


def _after_mediation(values):
    """The types under which the court enters what mediation settled, as this portal does with its own filings."""
    if values["case_type"] == review.CIVIL and values.get("mediation_result") in SUCCESSFUL:
        return review.PAPER_AFTER_MEDIATION, confirmation.TYPE_CODE
    return ()


DEPENDENT = {
    "court": _open_court, "cause": _cause, "assisting_court": _assisting_court, "case_number": _case_number,
}  # fmt: skip
