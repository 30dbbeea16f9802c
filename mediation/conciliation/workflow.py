"""Conciliation 调解: the only module that moves a mediation. The filing moves with it, in one transaction.

A verb raises PermissionDenied (who), IllegalTransition (too late) or ValidationError (what is missing, in the
reader's language); then nothing was written.
"""

import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing.intake.models import Party
from filing.review import workflow as review
from mediation.conciliation.models import Consent, Mediation
from portal.calendar.counting import due
from portal.calendar.loading import court_days
from portal.calendar.rules import find
from portal.events import court_day
from portal.people.models import Role
from portal.workflow import PARTY, Process, Transition, advance, may, register_table, write_event

S = Mediation.State
Ending = Mediation.Ending
# Does the filing's half of a step; the person stands in the mediation's event.
MEDIATION = Process("mediation")
DESK = frozenset({Role.FILING_JUDGE})
# The mediator himself, or the window recording what came to it on paper or by phone.
HANDS = frozenset({PARTY, Role.CLERK, Role.FILING_JUDGE})

TRANSITIONS = register_table(
    Mediation.event_kind,
    {
        "offer": Transition(frozenset(), S.OFFERED, DESK, gettext_lazy("Offer for mediation")),
        "accept": Transition(
            frozenset({S.OFFERED}), S.UNDER_WAY, HANDS, gettext_lazy("Accept the mediation")
        ),
        "turn_down": Transition(
            frozenset({S.OFFERED}), S.TURNED_DOWN, HANDS, gettext_lazy("Turn down the mediation")
        ),
        "reassign": Transition(
            frozenset({S.OFFERED, S.TURNED_DOWN}), S.OFFERED, DESK, gettext_lazy("Offer to somebody else")
        ),
        "recall": Transition(
            frozenset({S.OFFERED, S.TURNED_DOWN}), S.RECALLED, DESK, gettext_lazy("Recall from mediation")
        ),
        "consent": Transition(frozenset({S.UNDER_WAY}), S.UNDER_WAY, HANDS, gettext_lazy("Record consents")),
        "extend": Transition(
            frozenset({S.UNDER_WAY}), S.UNDER_WAY, HANDS, gettext_lazy("Extend by consent of all")
        ),
        "succeed": Transition(frozenset({S.UNDER_WAY}), S.SUCCEEDED, HANDS, gettext_lazy("End with success")),
        "fail": Transition(frozenset({S.UNDER_WAY}), S.FAILED, HANDS, gettext_lazy("End without success")),
    },
)
# What the litigant himself may do to it: say no, at any time (M1).
REFUSALS = {
    "recall": Transition(
        TRANSITIONS["recall"].sources, S.RECALLED, frozenset({PARTY}), gettext_lazy("Refuse mediation")
    ),
    "fail": Transition(
        frozenset({S.UNDER_WAY}), S.FAILED, frozenset({PARTY}), gettext_lazy("Refuse mediation")
    ),
}


@transaction.atomic
def refer(filing, *, organisation=None, mediator=None, consents, by):
    """Offer a filing to an organisation or mediator of the court's roster; returns the Mediation.

    `consents` is {party: channel}; every plaintiff's is needed (在线调解规则 4), the other side may be asked by
    the mediator (15).
    """
    organisation, mediator = chosen(filing.court, organisation, mediator)
    if any(party not in consents for party in parties(filing) if party.side == Party.Side.PLAINTIFF):
        raise ValidationError(_("No referral without the consent of every plaintiff."))
    now = timezone.now()
    mediation = Mediation(
        filing=filing, court=filing.court, organisation=organisation, mediator=mediator,
        offered_at=now, state_since=now, accept_by=last_day("mediation_acceptance", now),
    )  # fmt: skip
    if not may(mediation, TRANSITIONS["offer"], by):
        raise PermissionDenied
    review.refer(filing, by=by)
    mediation.save()
    _record_consents(mediation, consents, by=by)
    write_event(mediation, "offer", by=by, at=now)
    return mediation


@transaction.atomic
def accept(mediation, *, by):
    """The clock of 30 days starts with the acceptance (在线调解规则 24). Whoever accepts for an organisation mediates."""
    now = timezone.now()
    first = not mediation.filing.was_mediated
    changes = {"accepted_at": now, "due_on": last_day("mediation_period", now)}
    if mediation.mediator_id is None and mediation.belongs_to(by):
        changes["mediator"] = by.mediator
    advance(mediation, TRANSITIONS, "accept", by=by, at=now, facts={"first": first}, **changes)
    review.enter_mediation(mediation.filing, by=MEDIATION)
    return mediation


def turn_down(mediation, *, reason, by):
    """The mediator's refusal with its reason (在线调解规则 12); the filing waits to be offered to somebody else."""
    if not reason.strip():
        raise ValidationError(_("Say why it is turned down."))
    return advance(mediation, TRANSITIONS, "turn_down", by=by, note=reason)


def reassign(mediation, *, organisation=None, mediator=None, by):
    """Offer to somebody else after a refusal or silence (在线调解规则 12); the days to accept begin again."""
    organisation, mediator = chosen(mediation.court, organisation, mediator)
    if (organisation, mediator) == (mediation.organisation, mediation.mediator):
        raise ValidationError(_("It is already offered there. Choose somebody else."))
    now = timezone.now()
    return advance(
        mediation, TRANSITIONS, "reassign", by=by, at=now, organisation=organisation, mediator=mediator,
        offered_at=now, accept_by=last_day("mediation_acceptance", now),
    )  # fmt: skip


@transaction.atomic
def recall(mediation, *, by):
    """Take the offer back before anybody accepted; the filing is to be decided as before."""
    advance(mediation, TRANSITIONS, "recall", by=by)
    review.take_back(mediation.filing, by=MEDIATION)
    return mediation


@transaction.atomic
def refuse(mediation, *, by):
    """The litigant says no to his PartyMediation: an offer is recalled, one under way ends (在线调解规则 4, 25)."""
    if mediation.state == S.UNDER_WAY:
        return _end(mediation, REFUSALS, "fail", ending=Ending.ONE_SIDE_STOPS, by=by)
    advance(mediation, REFUSALS, "recall", by=by, facts={"refused": True})
    review.take_back(mediation.filing, by=MEDIATION)
    return mediation


@transaction.atomic
def record_consents(mediation, *, consents, by):
    """Consents that came in after the acceptance, {party: channel}; usually the defendant's (在线调解规则 15)."""
    if not consents:
        raise ValidationError(_("Record at least one consent."))
    advance(
        mediation, TRANSITIONS, "consent", by=by, facts={"parties": sorted(party.pk for party in consents)}
    )
    _record_consents(mediation, consents, by=by)
    return mediation


@transaction.atomic
def extend(mediation, *, until, consents, by):
    """A later last day, by the recorded consent of every party to it (在线调解规则 24), before the limit has passed.

    The law leaves the length to the parties; the court sets the most. A rest day moves to the next working day.
    """
    if any(party not in consents for party in parties(mediation.filing)):
        raise ValidationError(_("Every party must agree to the extension."))
    if mediation.due_on and until <= mediation.due_on:
        raise ValidationError(
            _("The new last day must be later than %(day)s.") % {"day": date_format(mediation.due_on)}
        )
    if mediation.due_on and court_day() > mediation.due_on:
        raise ValidationError(
            _("The limit passed on %(day)s. It can no longer be extended; end the mediation.")
            % {"day": date_format(mediation.due_on)}
        )
    until = _within_the_most(mediation, until)
    before = mediation.due_on
    advance(
        mediation,
        TRANSITIONS,
        "extend",
        by=by,
        facts={"from": str(before), "until": str(until)},
        due_on=until,
    )
    _record_consents(mediation, consents, by=by, until=until)
    return mediation


def succeed(mediation, *, ending, agreement="", effective_on=None, by):
    """An agreement, in force since the last signature (在线调解规则 19), or settled by the parties themselves."""
    if ending not in Mediation.SUCCESSES:
        raise ValidationError({"ending": _("This ending is no success.")})
    if ending == Ending.SETTLED:
        return _end(mediation, TRANSITIONS, "succeed", ending=ending, agreement=agreement, by=by)
    if not agreement.strip():
        raise ValidationError({"agreement": _("Write down what the parties agreed.")})
    signed = effective_on or court_day()
    if mediation.accepted_at and not court_day(mediation.accepted_at) <= signed <= court_day():
        raise ValidationError(
            {"effective_on": _("The last signature lies between the acceptance and today.")}
        )
    return _end(
        mediation, TRANSITIONS, "succeed", ending=ending, agreement=agreement, effective_on=signed, by=by
    )


def fail(mediation, *, ending, report, by):
    """End without success and report to the court (在线调解规则 21); the filing comes back and must be docketed."""
    if ending not in Ending.values or ending in Mediation.SUCCESSES:
        raise ValidationError({"ending": _("This ending is a success or unknown.")})
    if not report.strip():
        raise ValidationError({"report": _("Report why it failed.")})
    if ending == Ending.EXPIRED and mediation.due_on and court_day() <= mediation.due_on:
        raise ValidationError(
            {"ending": _("The limit runs until %(day)s.") % {"day": date_format(mediation.due_on)}}
        )
    return _end(mediation, TRANSITIONS, "fail", ending=ending, report=report, by=by)


@transaction.atomic
def _end(mediation, table, verb, *, ending, by, **changes):
    """Either end, with the facts figures are made of: days from acceptance, and whether within the limit."""
    now = timezone.now()
    facts = {"ending": ending}
    if mediation.accepted_at:
        facts["days"] = (court_day(now) - court_day(mediation.accepted_at)).days
        facts["within_limit"] = court_day(now) <= mediation.due_on
    advance(mediation, table, verb, by=by, at=now, facts=facts, ended_at=now, ending=ending, **changes)
    if ending in Mediation.SUCCESSES:
        review.settle(mediation.filing, agreed=ending == Ending.AGREEMENT, by=MEDIATION)
    else:
        review.come_back(mediation.filing, by=MEDIATION)
    return mediation


def _within_the_most(mediation, until):
    """That day, or the first working day after it (民诉法 85), if the court's most days since the acceptance allow it."""
    latest = latest_day(mediation)
    if latest and until > latest:
        told = {"n": settings.MEDIATION_DAYS_AT_MOST, "day": date_format(latest)}
        raise ValidationError(
            {
                "until": _("Mediation goes on for at most %(n)d days after its acceptance, until %(day)s.")
                % told
            }
        )
    return court_days().next_workday(until)


def latest_day(mediation):
    """The last day consent can extend the mediation to; None before it was accepted."""
    if mediation.accepted_at is None:
        return None
    return court_day(mediation.accepted_at) + datetime.timedelta(days=settings.MEDIATION_DAYS_AT_MOST)


def chosen(court, organisation, mediator):
    """The pair as it is stored: a mediator brings his organisation. ValidationError unless on this court's roster."""
    if mediator:
        organisation = mediator.organisation
    elif organisation is None:
        raise ValidationError(_("Choose an organisation or a mediator."))
    one = mediator or organisation
    if not type(one).objects.serving(court).filter(pk=one.pk).exists():
        raise ValidationError(_("This entry is not on the roster of this court."))
    return organisation, mediator


def parties(filing):
    """Those whose consent counts: both sides, without third parties."""
    return [party for party in filing.parties.all() if party.side != Party.Side.THIRD]


def last_day(code, moment, *, days=None):
    """The last day of the limit `code` that begins with a moment; `days`: a DayTable, else the one in force."""
    return due(find(code), court_day(moment), days=days or court_days()).due


def _record_consents(mediation, consents, *, by, until=None):
    Consent.objects.bulk_create(
        Consent(mediation=mediation, party=party, channel=channel, recorded_by=by, until=until)
        for party, channel in consents.items()
    )
