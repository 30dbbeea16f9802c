"""A made-up case: what happened, not how the portal writes it down. Pure."""

import datetime
from dataclasses import dataclass


@dataclass
class Case:
    """One dispute's history. Moments are aware datetimes, None where it did not happen (yet)."""

    court: int  # index into the district's courts
    received: datetime.datetime
    case_type: str
    cause: str
    channel: str
    amount: int | None
    plaintiff: str
    defendant: str
    defendant_is_firm: bool = False
    assisting: int | None = None
    returned: datetime.datetime | None = None
    corrected: datetime.datetime | None = None
    returned_again: datetime.datetime | None = None  # by the duty leader
    corrected_again: datetime.datetime | None = None
    referred: datetime.datetime | None = None
    diverted: datetime.datetime | None = None
    mediation_ended: datetime.datetime | None = None
    ending: str = ""
    confirmed: datetime.datetime | None = None
    docketed: datetime.datetime | None = None
    on_expiry: bool = False
    declined: datetime.datetime | None = None
    track: str = ""
    closed: datetime.datetime | None = None
    rated: datetime.datetime | None = None
    grade: int | None = None
    # A docketing first put down on another day, and when that was noticed.
    misdated: datetime.date | None = None
    noticed: datetime.datetime | None = None

    @property
    def succeeded(self):
        return self.ending in ("agreement", "settled")

    @property
    def docketed_as(self):
        """The type of its number: after an agreement, only that of the 调解书 drawn up of it."""
        return "诉前调书" if self.succeeded else self.case_type

    @property
    def first_put_down(self):
        """A misdated docketing as it was on record at first: (its wrong moment, when it was put down)."""
        wrong = datetime.datetime.combine(self.misdated, self.docketed.timetz())
        return wrong, max(wrong, self.docketed)
