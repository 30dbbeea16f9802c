"""What may happen is a table; doing it is a verb; `advance()` does it and writes the event.

A subject has `state`, `state_since`, `court`, and `event_kind`; the first two are its version: whoever saw
an older pair is refused and nothing changes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.audit.models import record
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
    """One event and one audit entry about a subject that is already in its new state."""
    person = by if isinstance(by, Person) else None
    Event.objects.create(
        court_id=subject.court_id,
        day=court_day(at),
        at=at,
        subject_kind=subject.event_kind,
        subject_id=subject.pk,
        reference=subject.event_reference(),
        verb=verb,
        source=source,
        target=subject.state,
        since=since,
        facts={**subject.event_facts(), **(facts or {})},
        note=note,
        person=person,
        process="" if person else by.name,
    )
    record(by, verb, subject=subject, detail={"from": source, "to": subject.state})


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
    "too_late",
    "write_event",
]
