"""Inviting to rate, and rating: once, by those who came, never edited."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from evaluation.ratings.models import Rating
from filing.intake.models import Filing
from portal.events import Event, court_day
from portal.workflow import (
    PARTY,
    PROCESS,
    IllegalTransition,
    Process,
    Transition,
    advance,
    register_table,
    write_event,
)

INVITATIONS = Process("invitations")
# Whoever holds the code; he may have no account, so nobody else than the invitation stands for him.
HOLDER = Process("holder of the invitation")
LOOK_BACK = datetime.timedelta(days=92)
ENDINGS = ("settle", "close", "decline")
# At these the dispute is over for the litigant at this stage, and there is something to judge.
ENDED = (Filing.State.SETTLED, Filing.State.CLOSED, Filing.State.DECLINED)

TRANSITIONS = register_table(
    Rating.event_kind,
    {
        "invite": Transition(
            frozenset(), Rating.State.INVITED, frozenset({PROCESS}), gettext_lazy("Invite to rate")
        ),
        "rate": Transition(
            frozenset({Rating.State.INVITED}),
            Rating.State.GIVEN,
            frozenset({PARTY, PROCESS}),
            pgettext_lazy("rating step", "Rate"),
        ),
    },
)


@transaction.atomic
def invite(filing):
    """The filing's invitation, made the first time it is asked for. IllegalTransition while the case still runs."""
    if filing.state not in ENDED and not hasattr(filing, "rating"):
        raise IllegalTransition(_("The case has not ended yet; the parties are invited to rate when it has."))
    now = timezone.now()
    rating, is_new = Rating.objects.get_or_create(
        filing=filing, defaults={"court": filing.court, "state_since": now}
    )
    if is_new:
        write_event(rating, "invite", by=INVITATIONS, at=now)
    return rating


def invite_ended(limit=500):
    """Invite for filings that ended of late and have no invitation, at most `limit`; returns how many.

    Of late, so that a run reads a few months of events and not the whole history; an older one is invited when
    somebody opens its invitation.
    """
    since = court_day() - LOOK_BACK
    ended = Event.objects.current().filter(subject_kind=Filing.event_kind, verb__in=ENDINGS, day__gte=since)
    waiting = Filing.objects.filter(pk__in=ended.values("subject_id"), state__in=ENDED, rating=None)
    found = list(waiting.select_related("court", "case_number").order_by("pk")[:limit])
    for filing in found:
        invite(filing)
    return len(found)


def rate(rating, *, grade, words="", by):
    """Give the grade, 1 to 5. PermissionDenied for staff; IllegalTransition if it was given."""
    if grade not in Rating.Grade.values:
        raise ValidationError(_("Choose one of the five grades."))
    return advance(rating, TRANSITIONS, "rate", by=by, grade=grade, words=words)
