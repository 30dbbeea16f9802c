"""Judicial confirmation 司法确认: the only module that moves an application. It costs nothing.

A verb raises PermissionDenied (who), IllegalTransition (too late) or ValidationError (what is missing).
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing.casenumbers.models import CaseNumber
from filing.intake.models import Filing
from filing.review import workflow as review
from mediation.conciliation.models import Mediation
from mediation.conciliation.workflow import last_day, parties
from mediation.confirmation import grounds
from mediation.confirmation.models import Confirmation
from portal.calendar.counting import due
from portal.calendar.loading import court_days
from portal.calendar.rules import find
from portal.events import court_day
from portal.people.models import Role
from portal.workflow import PARTY, Process, Transition, advance, may, register_table, too_late, write_event

S = Confirmation.State
TYPE_CODE = "诉前调确"  # since 2022-01-01, after mediation by the court's invitation
BENCH = frozenset({Role.JUDGE, Role.FILING_JUDGE})
# Does the filing's half of a refusal; the judge stands in the confirmation's event.
CONFIRMATION = Process("confirmation")
# The parties apply at the window or with the mediator who drew up the agreement.
ENTRY = BENCH | {Role.CLERK, PARTY}

TRANSITIONS = register_table(
    Confirmation.event_kind,
    {
        "apply": Transition(frozenset(), S.APPLIED, ENTRY, gettext_lazy("Apply for confirmation")),
        "accept": Transition(
            frozenset({S.APPLIED}), S.ACCEPTED, BENCH, gettext_lazy("Accept the application")
        ),
        "confirm": Transition(
            frozenset({S.ACCEPTED}), S.CONFIRMED, BENCH, gettext_lazy("Confirm the agreement")
        ),
        "not_accept": Transition(
            frozenset({S.APPLIED}), S.NOT_ACCEPTED, BENCH, gettext_lazy("Refuse to accept the application")
        ),
        "dismiss": Transition(
            frozenset({S.ACCEPTED}), S.DISMISSED, BENCH, gettext_lazy("Dismiss the application")
        ),
        "withdraw": Transition(
            frozenset(Confirmation.OPEN),
            S.WITHDRAWN,
            BENCH,
            gettext_lazy("Let the application be taken back"),
        ),
    },
)


def may_apply(mediation, by):
    """Whether there is an agreement nobody applied for yet, in time, and `by` may enter the application."""
    return (
        mediation.ending == Mediation.Ending.AGREEMENT
        and mediation.filing.state == Filing.State.SETTLED
        and standing(mediation) is None
        and may_enter(mediation, by)
        and court_day() <= last_day_to_apply(mediation)
    )


def may_enter(mediation, by):
    """Whether `by` is one of those who take such an application in."""
    return may(mediation, TRANSITIONS["apply"], by)


def standing(mediation):
    """The application for this agreement that was not taken back; None where there is none."""
    return next((one for one in mediation.confirmations.all() if one.state != S.WITHDRAWN), None)


def must_be_settled(filing):
    """Raises IllegalTransition where another paper is drawn up of the agreement, or it was not confirmed before."""
    if filing.state != Filing.State.SETTLED:
        raise too_late(filing)


def last_day_to_apply(mediation):
    """30 days from the agreement taking effect (民诉法 205)."""
    return due(find("confirmation_application"), mediation.effective_on, days=court_days()).due


@transaction.atomic
def apply(mediation, *, applicants, present=False, by):
    """Both sides apply together for their agreement; returns the Confirmation.

    `present`: all stand before the court, which decides on acceptance at once; else within 3 days (确认规定 4).
    """
    if mediation.ending != Mediation.Ending.AGREEMENT:
        raise ValidationError(_("Only an agreement reached in mediation can be confirmed."))
    if not set(parties(mediation.filing)) <= set(applicants):
        raise ValidationError(_("All parties to the agreement apply together."))
    until, now = last_day_to_apply(mediation), timezone.now()
    if court_day(now) > until:
        raise ValidationError(
            _("The application had to be made by %(day)s, 30 days after the agreement took effect.")
            % {"day": date_format(until)}
        )
    if not may_enter(mediation, by):
        raise PermissionDenied
    must_be_settled(Filing.objects.select_for_update().get(pk=mediation.filing_id))
    confirmation = Confirmation(
        mediation=mediation, court=mediation.court, applied_on=court_day(now), state_since=now,
        accept_by=court_day(now) if present else last_day("confirmation_acceptance", now),
    )  # fmt: skip
    _save_as_the_first(confirmation)
    confirmation.applicants.set(applicants)
    write_event(confirmation, "apply", by=by, at=now, facts={"present": present})
    return confirmation


@transaction.atomic
def accept(confirmation, *, by):
    """Registered under the next number of its kind; 15 (+10) days remind, 30 days bind (确认规定 5, 民诉法 187)."""
    now, days = timezone.now(), court_days()
    number = CaseNumber.objects.take(court=confirmation.court, year=court_day(now).year, type_code=TYPE_CODE)
    return advance(
        confirmation, TRANSITIONS, "accept", by=by, at=now, case_number=number,
        warn_on=due(find("confirmation_decision"), court_day(now), days=days).due,
        decide_by=due(find("confirmation_special_procedure"), court_day(now), days=days).due,
    )  # fmt: skip


def confirm(confirmation, *, by):
    """The agreement is valid and enforceable from the ruling on."""
    return _rule(confirmation, "confirm", by=by, limit=confirmation.decide_by)


def not_accept(confirmation, *, ground, reasons="", by):
    """`ground` is one of the five of 解释 355."""
    _check(ground, grounds.NOT_ACCEPTED)
    return _refuse(
        confirmation, "not_accept", by=by, ground=ground, reasons=reasons, limit=confirmation.accept_by
    )


def dismiss(confirmation, *, ground, reasons="", by):
    """`ground` is one of the six of 解释 358, or one of the five of 355 found only after acceptance."""
    _check(ground, grounds.REFUSED)
    return _refuse(
        confirmation, "dismiss", by=by, ground=ground, reasons=reasons, limit=confirmation.decide_by
    )


def withdraw(confirmation, *, ground, reasons="", by):
    """Before the ruling, at the applicants' wish or for what they owe (解释 357); `ground` is one of its three.

    What mediation settled stays settled: they may apply again in time, or have a mediation paper drawn up.
    """
    _check(ground, grounds.WITHDRAWN)
    limit = confirmation.decide_by or confirmation.accept_by
    return _rule(confirmation, "withdraw", by=by, ground=ground, reasons=reasons, limit=limit)


@transaction.atomic
def _refuse(confirmation, verb, **ruling):
    """The filing this settled is open again (民诉法 206); one that went another way meanwhile stays there."""
    _rule(confirmation, verb, **ruling)
    filing = Filing.objects.select_for_update().get(pk=confirmation.mediation.filing_id)
    if filing.state == Filing.State.SETTLED:
        review.reopen(filing, by=CONFIRMATION)
    return confirmation


def _rule(confirmation, verb, *, by, limit, **changes):
    now = timezone.now()
    facts = {"within_limit": court_day(now) <= limit} if limit else {}
    if "ground" in changes:
        facts["ground"] = changes["ground"]
    return advance(
        confirmation,
        TRANSITIONS,
        verb,
        by=by,
        at=now,
        facts=facts,
        ruled_by=by,
        ruled_on=court_day(now),
        **changes,
    )


def _check(ground, choices):
    if ground not in dict(choices):
        raise ValidationError(_("Choose one of the grounds."))


def _save_as_the_first(confirmation):
    """One agreement, one application at a time: whoever comes second is told who was first."""
    try:
        with transaction.atomic():
            confirmation.save()
    except IntegrityError:
        raise too_late(Confirmation.objects.standing().get(mediation=confirmation.mediation)) from None
