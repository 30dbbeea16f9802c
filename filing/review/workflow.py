"""The only module that moves a filing. Verbs raise PermissionDenied (who) or IllegalTransition (too late)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from filing.casenumbers.models import CaseNumber
from filing.intake.corrections import NOTHING
from filing.intake.models import Filing
from filing.review import clock
from filing.review.conditions import check
from filing.review.defects import require_defects
from filing.review.grounds import grounds_open_to
from filing.review.models import CorrectionNotice, Refusal
from filing.review.transitions import TRANSITIONS, UNDECIDED
from filing.track import advice
from portal.audit.models import record
from portal.calendar.loading import court_days
from portal.events import court_day
from portal.workflow import Process, advance

S = Filing.State

COURIER = Process("transfer")  # brings what is passed on to the other court

# A 调解书 drawn up after pre-litigation mediation has a number of its own since 2022, outside civil statistics.
PAPER_AFTER_MEDIATION = "诉前调书"
CIVIL = "民初"


def accept(filing, *, by):
    return advance(filing, TRANSITIONS, "accept", by=by)


@transaction.atomic
def return_for_correction(filing, *, by, defects, correct_by, remarks="", reason_for_second=""):
    """One notice that lists everything (立案规定 7(1)); a further one is the duty leader's, needs its reason and is counted.

    `defects` are codes of the checklist, `remarks` what it does not know. Raises ValidationError without them, or if
    the day cannot be. A rest day moves to the next working day.
    """
    check(filing, "return", by=by)
    earlier = filing.notices.count()
    require_defects(defects, remarks)
    correct_by = clock.last_day_to_correct(filing, correct_by, days=court_days())
    if earlier and not reason_for_second.strip():
        raise ValidationError(
            _("A further notice needs its reason: everything should have been said in the first.")
        )
    advance(
        filing,
        TRANSITIONS,
        "return",
        by=by,
        note=reason_for_second,
        facts={"notice": earlier + 1},
        correct_by=correct_by,
    )
    return CorrectionNotice.objects.create(
        filing=filing,
        defects=list(defects),
        remarks=remarks,
        correct_by=correct_by,
        issued_by=by,
        reason_for_second=reason_for_second if earlier else "",
    )


@transaction.atomic
def resubmit(filing, *, by, corrections=NOTHING, brought=None):
    """Corrections received: the limit starts anew, today not counted (立案规定 7(2), 民诉法解释 126).

    `corrections`: what changes in the filing and its parties; the limit is that of the corrected filing.
    `brought`: codes of the notice that came in. Raises ValidationError if a party to be dropped must stay.
    """
    now = timezone.now()
    answer = clock.decision_due(corrections.applied_to(filing), court_day(now), days=court_days())
    told = {"corrected": corrections.codes} if corrections else {}
    if corrections.told:
        record(by, "correct_filing", subject=filing, detail={"fields": corrections.told})
    corrections.save_parties(filing, by=by)
    advance(
        filing,
        TRANSITIONS,
        "resubmit",
        by=by,
        at=now,
        facts=told,
        decide_by=answer.due,
        correct_by=None,
        **corrections.fields,
    )
    filing.notices.filter(corrected_at=None).update(corrected_at=now, brought=brought)
    return filing


def transfer(filing, *, by, court, reasons):
    """Handed to the wrong court: passed on, not refused, and only once (民诉法 37). Raises ValidationError without
    reasons or another court."""
    check(filing, "transfer", by=by)
    return _pass_on(filing, "transfer", by=by, court=court, reasons=reasons)


def designate(filing, *, by, court, reasons):
    """The court above has named another court of the district, which receives it as after a transfer."""
    return _pass_on(filing, "designate", by=by, court=court, reasons=reasons)


@transaction.atomic
def _pass_on(filing, verb, *, by, court, reasons):
    """The limit starts at the court that receives it, today not counted. One event at each court."""
    former, now = filing.court, timezone.now()
    if court == former or not reasons.strip():
        raise ValidationError(_("A transfer needs another court and its reasons."))
    answer = clock.decision_due(filing, court_day(now), days=court_days())
    advance(filing, TRANSITIONS, verb, by=by, at=now, note=reasons, facts={"to": court.pk})
    return advance(
        filing,
        TRANSITIONS,
        "receive",
        by=COURIER,
        at=now,
        facts={"from": former.pk},
        court=court,
        transferred_from=former,
        assisting_court=None if filing.assisting_court == court else filing.assisting_court,
        decide_by=answer.due,
    )


def hand_back(filing, *, by):
    """Not corrected in time: the papers go back to the party, on record (立案规定 7(3)). If he insists, it is declined."""
    check(filing, "hand_back", by=by)
    return advance(filing, TRANSITIONS, "hand_back", by=by)


@transaction.atomic
def decline(filing, *, by, ground, reasons):
    """Only in writing, with ground, reasons and remedy (立案规定 9). `ground` is one of `grounds_open_to` it."""
    check(filing, "decline", by=by)
    if ground not in grounds_open_to(filing) or not reasons.strip():
        raise ValidationError(_("A refusal needs a ground of the law and its reasons."))
    now = timezone.now()
    advance(
        filing,
        TRANSITIONS,
        "decline",
        by=by,
        at=now,
        note=reasons,
        facts={"ground": ground, **_in_time(filing, now)},
    )
    return Refusal.objects.create(filing=filing, ground=ground, reasons=reasons, issued_by=by)


@transaction.atomic
def docket(filing, *, by, track=""):
    """Enter it in the register under the next number (民诉法 126), also the paper of what mediation settled."""
    if filing.state == S.SETTLED:
        # Held before it is checked: whoever applies for confirmation meanwhile came before, or waits and is too late.
        Filing.objects.select_for_update().get(pk=filing.pk)
    check(filing, "docket", by=by)
    return _docket(filing, "docket", by=by, track=track)


def docket_on_expiry(filing, *, by):
    """Undecided past the limit: docketed first (立案规定 8 last para.)."""
    return _docket(filing, "docket_on_expiry", by=by, expired=True)


@transaction.atomic
def _docket(filing, verb, *, by, track="", **changes):
    now, type_code = timezone.now(), number_type(filing)
    suggested = advice.suggested(filing)
    facts = {
        "track": track,
        "suggested_track": suggested.track if suggested else "",
        **_in_time(filing, now),
    }
    # Taken first, in this transaction: whoever is too late gives the number back with everything else.
    number = CaseNumber.objects.take(court=filing.court, year=court_day(now).year, type_code=type_code)
    return advance(
        filing,
        TRANSITIONS,
        verb,
        by=by,
        at=now,
        facts=facts,
        case_number=number,
        case_type=type_code,
        track=track,
        **changes,
    )


def number_type(filing):
    """The type its number would have now: its own, or that of the paper drawn up of what mediation settled."""
    return (
        PAPER_AFTER_MEDIATION if (filing.state, filing.case_type) == (S.SETTLED, CIVIL) else filing.case_type
    )


def refer(filing, *, by):
    """Offered to a mediator or organisation; called by the mediation that is being made."""
    now = timezone.now()
    return advance(filing, TRANSITIONS, "refer", by=by, at=now, facts=_in_time(filing, now))


@transaction.atomic
def take_back(filing, *, by):
    """The offer ended without being accepted: back for a decision, the limit longer by the days it was out.

    What was settled before and not confirmed waits again as it did, without a limit.
    """
    if filing.was_settled:
        return advance(filing, TRANSITIONS, "put_back", by=by)
    now = timezone.now()
    decide_by = clock.after_rest(filing, court_day(filing.state_since), court_day(now), days=court_days())
    return advance(filing, TRANSITIONS, "take_back", by=by, at=now, decide_by=decide_by)


def enter_mediation(filing, *, by):
    """Accepted by the mediator: the filing counts as mediated from now on, and as decided on the day it was referred."""
    facts = clock.decided_in_time(filing, filing.state_since)
    return advance(filing, TRANSITIONS, "enter_mediation", by=by, facts=facts, was_mediated=True)


def settle(filing, *, agreed, by):
    """Ended by mediation, with a signed agreement or without. A 调解书 drawn up and closed later does not end it a
    second time."""
    return advance(filing, TRANSITIONS, "settle", by=by, was_settled=True, has_agreement=agreed)


def reopen(filing, *, by):
    """The agreement is not confirmed: the parties change it by mediation or sue (民诉法 206). No limit runs, and what
    was decided and settled before is not counted again."""
    return advance(filing, TRANSITIONS, "reopen", by=by, has_agreement=False, decide_by=None)


@transaction.atomic
def come_back(filing, *, by):
    """Mediation failed: the filing must be docketed (在线调解规则 21), inside a limit that starts today."""
    now = timezone.now()
    answer = clock.decision_due(filing, court_day(now), days=court_days())
    return advance(filing, TRANSITIONS, "come_back", by=by, at=now, decide_by=answer.due)


def withdraw(filing, *, by, reason=""):
    return advance(filing, TRANSITIONS, "withdraw", by=by, note=reason)


def close(filing, *, by, closed_on):
    """Ended by the court on that day, not before it was docketed and not in the future."""
    docketed_on = court_day(filing.state_since)
    if filing.state == S.DOCKETED and not docketed_on <= closed_on <= timezone.localdate():
        raise ValidationError(_("The closing day lies between the day of docketing and today."))
    days = (closed_on - docketed_on).days
    return advance(
        filing, TRANSITIONS, "close", by=by, at=clock.moment_of(closed_on, filing), facts={"days": days}
    )


def _in_time(filing, now):
    """Whether the decision falls inside its limit; nothing where no decision was due."""
    return clock.decided_in_time(filing, now) if filing.state in UNDECIDED else {}
