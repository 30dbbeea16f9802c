"""What may happen is a table; doing it is a verb; `advance()` does it and writes the event.

A subject has `state`, `state_since`, `court`, and `event_kind`; the first two are its version: whoever saw
an older pair is refused and nothing changes.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.events import Event, court_day
from portal.people.models import Person, Role

# Beside staff roles: who may do a verb without a role at the court.
PARTY = "party"  # the person the subject belongs to (subject.belongs_to(person))
PROCESS = "process"  # a named process of ours, such as the clock


@dataclass(frozen=True)
class Process:
    """A job that acts by itself; its name stands in the event where a person's would."""

    name: str


@dataclass(frozen=True)
class Transition:
    """One row of a table: from which states, to which, by whom, and the court's word for it."""

    sources: frozenset
    target: str
    who: frozenset
    label: object  # lazy text: what the button and the timeline say


class IllegalTransition(Exception):
    """Too late, or not from here. The text is for the reader; nothing was changed."""


def allowed(subject, transitions, person):
    """The verbs this person may do to the subject now, in table order."""
    return [
        verb
        for verb, step in transitions.items()
        if subject.state in step.sources and may(subject, step, person)
    ]


def may(subject, step, by):
    """Whether `by` is one of those the step names, at the subject's court."""
    if isinstance(by, Process):
        return PROCESS in step.who
    if PARTY in step.who and subject.belongs_to(by):
        return True
    return by.holds(*(step.who - {PARTY, PROCESS}), at=subject.court_id)


def as_seen(subject, token):
    """The subject as the screen saw it: `token` is the version its form carried."""
    if token:
        try:
            seen = datetime.fromisoformat(token)
        except ValueError:
            raise too_late(subject) from None
        if seen != subject.state_since:
            raise too_late(subject)
    return subject


def advance(subject, transitions, verb, *, by, note="", facts=None, at=None, **changes):
    """Move the subject by one row of its table, save `changes` with it, write one event.

    Raises PermissionDenied (who) or IllegalTransition (state); then nothing was written.
    `facts` are added to those the subject gives of itself. Returns the subject, in its new state.
    """
    step = transitions[verb]
    if not may(subject, step, by):
        raise PermissionDenied
    if subject.state not in step.sources:
        raise too_late(subject)
    at = at or timezone.now()
    source, since = subject.state, subject.state_since
    with transaction.atomic():
        moved = (
            type(subject)
            ._base_manager.filter(pk=subject.pk, state=source, state_since=since)
            .update(state=step.target, state_since=at, **changes)
        )
        if not moved:
            raise too_late(subject)
        for name, value in changes.items():
            setattr(subject, name, value)
        subject.state, subject.state_since = step.target, at
        write_event(subject, verb, by=by, at=at, source=source, since=since, note=note, facts=facts)
    return subject


def write_event(subject, verb, *, by, at, source="", since=None, note="", facts=None):
    """One event and one audit entry about a subject that is already in its new state; both in one statement."""
    person = by if isinstance(by, Person) else None
    row = {
        "court": subject.court_id,
        "day": court_day(at),
        "at": at,
        "kind": subject.event_kind,
        "subject": subject.pk,
        "reference": subject.event_reference(),
        "verb": verb,
        "source": source,
        "target": subject.state,
        "since": since,
        "facts": json.dumps({**subject.event_facts(), **(facts or {})}, ensure_ascii=False),
        "note": note,
        "person": person.pk if person else None,
        "process": "" if person else by.name,
        "detail": json.dumps({"from": source, "to": subject.state}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STEP, row)


# Written by every step of every subject: by hand it costs a third of what two models cost.
_STEP = """
WITH entry AS (
    INSERT INTO portal_auditentry (person_id, process, action, subject_kind, subject_id, court_id, detail)
    VALUES (%(person)s, %(process)s, %(verb)s, %(kind)s, %(subject)s, %(court)s, %(detail)s))
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, since, facts,
                          note, person_id, process)
VALUES (%(court)s, %(day)s, %(at)s, %(kind)s, %(subject)s, %(reference)s, %(verb)s, %(source)s, %(target)s, %(since)s,
        %(facts)s, %(note)s, %(person)s, %(process)s)"""


def too_late(subject):
    """The refusal for whoever acts on an older state: who did what, when, and what to do now."""
    last = Event.objects.about(subject).current().order_by("-at", "-id").select_related("person").first()
    if last is None:
        return IllegalTransition(_("This has changed since your page was loaded. Reload to see it."))
    return IllegalTransition(
        _("%(name)s already did this step: %(step)s (%(time)s). Reload to see it.")
        % {
            "name": last.person.name if last.person else _("The system"),
            "step": step_label(last.subject_kind, last.verb),
            "time": date_format(timezone.localtime(last.at), "H:i"),
        }
    )


_tables = {}


def register_table(kind, transitions):
    """Make a table known under its subject's kind, so that timelines and refusals can name its steps."""
    _tables[kind] = transitions
    return transitions


def tables():
    """{kind: transitions} of all subjects known."""
    return dict(_tables)


def step_label(kind, verb):
    step = _tables.get(kind, {}).get(verb)
    return step.label if step else verb


__all__ = [
    "PARTY",
    "PROCESS",
    "IllegalTransition",
    "Process",
    "Role",
    "Transition",
    "advance",
    "allowed",
    "as_seen",
    "may",
    "register_table",
    "step_label",
    "tables",
    "too_late",
    "write_event",
]
