"""A dispute comes in: the filing, its parties, its limit and its first event, all or nothing."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from filing.intake.models import Filing, Party
from filing.review.clock import decision_due
from portal.calendar.loading import court_days
from portal.events import court_day
from portal.people.models import Role
from portal.workflow import too_late, write_event

COUNTER = (Role.CLERK, Role.FILING_JUDGE)


def enter(filing, *, by, parties):
    """Receive a filing at the counter of the assisting court if there is one, else of the competent court.

    `filing` and `parties` are unsaved. Sent twice with one form_key, the first stays the only one and is returned.
    Raises IllegalTransition if somebody else sent that form, PermissionDenied unless `by` is clerk or filing judge at the receiving court, or if the court is closed.
    """
    if not by.holds(*COUNTER, at=filing.assisting_court_id or filing.court_id) or filing.court.is_closed:
        raise PermissionDenied
    now = timezone.now()
    today = court_day(now)
    filing.state, filing.state_since, filing.received_at = Filing.State.SUBMITTED, now, now
    filing.entered_by = by
    filing.decide_by = decision_due(filing, today, days=court_days()).due
    filing.pk = next_number()
    filing.reference = f"收{today.year}-{filing.pk:06d}"
    try:
        with transaction.atomic():
            filing.save(force_insert=True)
            _add_parties(filing, parties)
            write_event(filing, "submit", by=by, at=now)
    except IntegrityError:
        earlier = Filing.objects.filter(form_key=filing.form_key).first()
        if earlier is None:
            raise
        if earlier.entered_by != by:
            raise too_late(earlier) from None
        return earlier
    return filing


def next_number():
    """The key of the next filing, known before it is saved. A sequence never waits; a number given up leaves a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('filing_filing_id_seq')")
        return cursor.fetchone()[0]


def _add_parties(filing, parties):
    for position, party in enumerate(parties):
        party.filing, party.position = filing, position
    Party.objects.bulk_create(parties)
