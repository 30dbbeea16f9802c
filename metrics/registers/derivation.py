"""What happened, from a row: the only place where a register becomes events. Pure."""

from dataclasses import dataclass, fields
from datetime import date

from filing.casenumbers import CaseNumberParts
from mediation.conciliation.models import Mediation
from metrics.registers.columns import DATES, SUCCESS
from metrics.registers.steps import STEPS

SUCCESSFUL = frozenset({SUCCESS, *Mediation.SUCCESSES})
ENDINGS = frozenset(Mediation.Ending)


@dataclass(frozen=True)
class Row:
    """One case of a register, its cells as values, with what the law says about its days."""

    reference: str
    court: int
    received_on: date
    case_type: str
    cause: str = ""
    cause_code: str = ""
    cause_version: str = ""
    channel: str = ""
    assisting_court: int | None = None
    plaintiffs: str = ""
    defendants: str = ""
    amount: str = ""
    diverted_on: date | None = None
    organisation: str = ""
    mediator: str = ""
    mediation_ended_on: date | None = None
    mediation_result: str = ""
    confirmed_on: date | None = None
    docketed_on: date | None = None
    case_number: str = ""
    docketed_as: str = ""  # the type in its number, where mediation settled it and that is another
    track: str = ""
    closed_on: date | None = None
    rating: int | None = None
    rated_on: date | None = None
    decide_by: date | None = None  # last day of 立案规定 8 for a filing received that day
    mediate_by: date | None = None  # last day of 在线调解规则 24 for a mediation accepted that day
    number: CaseNumberParts | None = None  # the case number in its parts, while the row is being read

    @property
    def settled(self):
        return self.mediation_result in SUCCESSFUL

    @property
    def entered_as(self):
        """The type of case it is from its docketing on."""
        return self.docketed_as or self.case_type


NO_CELLS = ("decide_by", "mediate_by", "number")
CELLS = tuple(field.name for field in fields(Row) if field.name not in NO_CELLS)


def content_of(row):
    """The row as it is kept: cells that are not empty, days in ISO."""
    kept = {}
    for name in CELLS:
        value = getattr(row, name)
        if value or value == 0:
            kept[name] = value.isoformat() if isinstance(value, date) else value
    return kept


def row_of(content, limits):
    """The row of what was kept; `limits` (a Limits) gives the last days."""
    cells = dict(content)
    for name in DATES:
        if name in cells:
            cells[name] = date.fromisoformat(cells[name])
    cells["decide_by"] = limits.decide_by(
        cells["received_on"],
        case_type=cells["case_type"],
        cause=cells.get("cause", ""),
        channel=cells.get("channel", ""),
    )
    if "diverted_on" in cells:
        cells["mediate_by"] = limits.mediate_by(cells["diverted_on"])
    return Row(**cells)


@dataclass(frozen=True)
class EventDraft:
    """An event a row gives rise to; the court is the row's."""

    verb: str
    day: date
    facts: dict

    @property
    def target(self):
        return STEPS[self.verb].target


def events_of(row):
    """The row's events in the order of its life, by the same verbs a live case has."""
    before = {
        "case_type": row.case_type,
        "channel": row.channel,
        "cause": row.cause_code,
        "cause_version": row.cause_version,
        "cause_name": row.cause,
        "mediated": False,
        "settled": False,
        "assisting_court": row.assisting_court,
    }
    led = {**before, "mediated": row.diverted_on is not None}
    # No row is docketed before its mediation has ended: what comes after knows whether that settled it.
    after = {**led, "settled": row.settled, "case_type": row.entered_as}
    return (EventDraft("submit", row.received_on, before), *_mediation(row, led), *_end(row, after))


def _mediation(row, facts):
    if row.diverted_on:
        # For a register the mediator's acceptance is the decision to refer.
        in_time = row.diverted_on <= row.decide_by
        yield EventDraft("accept", row.diverted_on, {**facts, "first": True, "in_time": in_time})
    if row.mediation_ended_on:
        ended = {
            **facts,
            "days": (row.mediation_ended_on - row.diverted_on).days,
            "within_limit": row.mediation_ended_on <= row.mediate_by,
        }
        if row.mediation_result in ENDINGS:
            ended["ending"] = row.mediation_result
        yield EventDraft("succeed" if row.settled else "fail", row.mediation_ended_on, ended)
    if row.confirmed_on:
        yield EventDraft("confirm", row.confirmed_on, {**facts, "settled": True})


def _end(row, facts):
    if row.docketed_on:
        docketed = {**facts, "track": row.track}
        if not row.diverted_on:
            docketed["in_time"] = row.docketed_on <= row.decide_by
        yield EventDraft("docket", row.docketed_on, docketed)
    if row.closed_on:
        days = (row.closed_on - (row.docketed_on or row.received_on)).days
        yield EventDraft("close", row.closed_on, {**facts, "days": days})
    if row.rated_on:
        yield EventDraft("rate", row.rated_on, {**facts, "grade": row.rating})
