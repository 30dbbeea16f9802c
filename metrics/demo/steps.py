"""A made-up case as the steps the portal writes: verb, time, and the facts figures count by. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from metrics.demo.world import decide_by


@dataclass(frozen=True)
class Step:
    """One event to be. `role` is who did it, '' for the clock; `mediated` and `settled` are facts of that moment."""

    kind: str
    verb: str
    target: str
    at: datetime
    role: str
    facts: dict = field(default_factory=dict)
    mediated: bool = False
    settled: bool = False
    numbered: bool = False  # the case has its number by then


def steps_of(case, *, due_on):
    """All steps of one case in the order of time; `due_on` is the last day of its mediation."""
    steps = [Step("filing", "submit", "submitted", case.received, "clerk")]
    steps += _corrections(case) + _mediation(case, due_on) + _decision(case)
    if case.closed:
        days = (case.closed.date() - case.docketed.date()).days
        steps.append(
            Step(
                "filing",
                "close",
                "closed",
                case.closed,
                "judge",
                {"days": days},
                bool(case.diverted),
                case.succeeded,
                numbered=True,
            )
        )
    if case.rated:
        steps.append(
            Step(
                "rating",
                "rate",
                "given",
                case.rated,
                "",
                {"grade": case.grade},
                bool(case.diverted),
                case.succeeded,
            )
        )
    return sorted(steps, key=lambda step: step.at)


def _corrections(case):
    """A further notice is the duty leader's."""
    notices = [
        (case.returned, case.corrected, "filing_judge"),
        (case.returned_again, case.corrected_again, "duty_leader"),
    ]
    steps = []
    for number, (returned, corrected, by) in enumerate(notices, 1):
        if returned:
            steps.append(Step("filing", "return", "returned", returned, by, {"notice": number}))
        if corrected:
            steps.append(Step("filing", "resubmit", "submitted", corrected, "clerk"))
    return steps


def _in_time(case, moment):
    return {"in_time": moment.date() <= decide_by(case)}


def _mediation(case, due_on):
    if not case.referred:
        return []
    steps = [
        Step("mediation", "offer", "offered", case.referred, "filing_judge"),
        Step("filing", "refer", "referred", case.referred, "filing_judge", _in_time(case, case.referred)),
    ]
    if case.diverted:
        steps += [
            Step("mediation", "accept", "under_way", case.diverted, "mediator", {"first": True}),
            Step(
                "filing",
                "enter_mediation",
                "in_mediation",
                case.diverted,
                "mediator",
                _in_time(case, case.referred),
                True,
            ),
        ]
    if case.mediation_ended:
        facts = {
            "ending": case.ending,
            "days": (case.mediation_ended.date() - case.diverted.date()).days,
            "within_limit": case.mediation_ended.date() <= due_on,
        }
        verb, target = ("succeed", "succeeded") if case.succeeded else ("fail", "failed")
        back = ("settle", "settled") if case.succeeded else ("come_back", "mediation_failed")
        steps += [
            Step("mediation", verb, target, case.mediation_ended, "mediator", facts, True),
            Step("filing", *back, case.mediation_ended, "mediator", {}, True, case.succeeded),
        ]
    if case.confirmed:
        steps += [
            Step("confirmation", "apply", "applied", case.confirmed, "clerk", {}, True, True),
            Step("confirmation", "accept", "accepted", case.confirmed, "judge", {}, True, True),
            Step("confirmation", "confirm", "confirmed", case.confirmed, "judge", {}, True, True),
        ]
    return steps


def _decision(case):
    if case.declined:
        facts = {"ground": "no_interest", **_in_time(case, case.declined)}
        return [Step("filing", "decline", "declined", case.declined, "filing_judge", facts)]
    if not case.docketed:
        return []
    facts = {"track": case.track}
    if not case.referred:
        facts |= _in_time(case, case.docketed)
    verb, role = ("docket_on_expiry", "") if case.on_expiry else ("docket", "filing_judge")
    led = bool(case.diverted), case.succeeded
    return [Step("filing", verb, "docketed", case.docketed, role, facts, *led, numbered=True)]
