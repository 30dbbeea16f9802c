"""The only module that moves a request to somebody above. The filing's limit runs on while one waits.

A verb raises PermissionDenied (who), IllegalTransition (too late) or ValidationError (what is missing).
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.review.conditions import REVIEWER, was_returned
from filing.review.defects import require_defects
from filing.review.transitions import UNDECIDED
from filing.superior.models import ANSWERS, EVENT_KINDS, SuperiorRequest
from portal.events import court_day
from portal.workflow import (
    IllegalTransition,
    Process,
    Transition,
    advance,
    register_table,
    too_late,
    write_event,
)

Kind, S = SuperiorRequest.Kind, SuperiorRequest.State
ASKED = frozenset({S.ASKED})
# Does the filing's half of a designation; the person stands in the request's event.
DESIGNATION = Process("designation")

TABLES = {
    Kind.NOTICE: register_table(EVENT_KINDS[Kind.NOTICE], {
        "ask": Transition(frozenset(), S.ASKED, REVIEWER, gettext_lazy("Ask for a further notice")),
        "grant": Transition(ASKED, S.GRANTED, frozenset({ANSWERS[Kind.NOTICE]}), gettext_lazy("Give the further notice")),
        "refuse": Transition(ASKED, S.REFUSED, frozenset({ANSWERS[Kind.NOTICE]}), gettext_lazy("Refuse the further notice")),
    }),
    Kind.DESIGNATION: register_table(EVENT_KINDS[Kind.DESIGNATION], {
        "ask": Transition(frozenset(), S.ASKED, REVIEWER, gettext_lazy("Ask for designation of the court")),
        "grant": Transition(ASKED, S.GRANTED, frozenset({ANSWERS[Kind.DESIGNATION]}), gettext_lazy("Designate the court")),
    }),
}  # fmt: skip


def table_of(request):
    """The rows for requests of its kind; a designation is never refused, some court has jurisdiction."""
    return TABLES[request.kind]


def hindrance(filing, kind, *, by):
    """Why `by` does not ask for this now, as the exception it would be; None where he may."""
    if not by.holds(*REVIEWER, at=filing.court_id):
        return PermissionDenied()
    if filing.state not in UNDECIDED:
        return too_late(filing)
    asked = list(filing.superior_requests.all())
    if any(request.kind == kind and request.stands for request in asked):
        return IllegalTransition(_("This was asked for already."))
    if kind == Kind.NOTICE and not was_returned(filing):
        return IllegalTransition(_("No notice was given yet; the first one is yours to give."))
    if kind == Kind.DESIGNATION:
        return _hindrance_of_designation(filing, asked)
    return None


def _hindrance_of_designation(filing, asked):
    if not filing.transferred_from_id:
        return IllegalTransition(
            _("It was not transferred here. Transfer it to the court that has jurisdiction.")
        )
    for request in asked:
        if request.kind == Kind.DESIGNATION and request.state == S.GRANTED:
            told = {"court": request.designated, "day": date_format(court_day(request.state_since))}
            return IllegalTransition(_("The court above designated %(court)s on %(day)s.") % told)
    return None


def ask_for_notice(filing, *, by, defects, reason_for_second, remarks=""):
    """A further notice is the duty leader's to give (立案规定 7(1)): what it would ask for, and why it was not said before."""
    require_defects(defects, remarks)
    return _ask(
        filing,
        Kind.NOTICE,
        by=by,
        court=filing.court,
        reasons=reason_for_second,
        defects=defects,
        remarks=remarks,
    )


def ask_for_designation(filing, *, by, reasons, proposed=None):
    """What was transferred here and does not belong here is put to the court above (民诉法 37); of the highest court of the
    district the order comes from outside, and its own division enters it."""
    court = filing.court.superior or filing.court
    return _ask(filing, Kind.DESIGNATION, by=by, court=court, reasons=reasons, proposed=proposed)


@transaction.atomic
def _ask(filing, kind, *, by, reasons, **particulars):
    if not reasons.strip():
        raise ValidationError(_("Give the reasons."))
    stored = Filing.objects.select_for_update().get(pk=filing.pk)
    if stored.state_since != filing.state_since:
        raise too_late(filing)
    if found := hindrance(stored, kind, by=by):
        raise found
    now = timezone.now()
    request = SuperiorRequest.objects.create(
        filing=stored, kind=kind, filing_since=stored.state_since, asked_by=by, asked_at=now, state_since=now,
        reasons=reasons, **particulars,
    )  # fmt: skip
    write_event(request, "ask", by=by, at=now, note=reasons)
    return request


@transaction.atomic
def give_notice(request, *, by, **notice):
    """The leader grants it with the notice itself; `notice` is what `return_for_correction` needs."""
    _answer(request, "grant", by=by)
    review.return_for_correction(request.filing, by=by, **notice)
    return request


def refuse(request, *, by, answer):
    """No further notice: the filing is decided as it stands."""
    return _answer(request, "refuse", by=by, answer=answer)


@transaction.atomic
def designate(request, *, by, court, answer):
    """The court above names the court; if that is another one, the filing goes there and its limit begins there."""
    _answer(request, "grant", by=by, answer=answer, designated=court)
    if court.pk != request.filing.court_id:
        review.designate(request.filing, by=DESIGNATION, court=court, reasons=answer)
    return request


def _answer(request, verb, *, by, **changes):
    if request.is_overtaken:
        raise too_late(request.filing)
    if "answer" in changes and not changes["answer"].strip():
        raise ValidationError(_("Give the reasons."))
    return advance(
        request, table_of(request), verb, by=by, note=changes.get("answer", ""), answered_by=by, **changes
    )
