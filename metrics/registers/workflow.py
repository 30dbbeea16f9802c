"""The life of an import: what may happen, and the verbs people have. Workers do the rest in `importing.py`."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from metrics.registers.access import KEEPERS, open_courts
from metrics.registers.faults import FileFault
from metrics.registers.models import RegisterImport
from metrics.registers.storing import digest_of, store
from portal.audit.models import record
from portal.people.models import Person
from portal.workflow import PROCESS, IllegalTransition, Process, Transition, register_table, too_late

S = RegisterImport.State
WORKER = frozenset({PROCESS})
PEOPLE = frozenset(KEEPERS)

TRANSITIONS = register_table(
    RegisterImport.event_kind,
    {
        "check": Transition(frozenset({S.UPLOADED}), S.CHECKED, WORKER, pgettext_lazy("import", "Read")),
        "refuse": Transition(
            frozenset({S.UPLOADED, S.APPLYING}), S.REFUSED, WORKER, pgettext_lazy("import", "Refused")
        ),
        "confirm": Transition(frozenset({S.CHECKED}), S.APPLYING, PEOPLE | WORKER, gettext_lazy("Take over")),
        "apply": Transition(frozenset({S.APPLYING}), S.APPLIED, WORKER, gettext_lazy("Applied")),
        "discard": Transition(frozenset({S.CHECKED}), S.DISCARDED, PEOPLE | WORKER, gettext_lazy("Give up")),
        "undo": Transition(frozenset({S.APPLIED}), S.UNDOING, PEOPLE, gettext_lazy("Undo the import")),
        "take_back": Transition(frozenset({S.UNDOING}), S.UNDONE, WORKER, gettext_lazy("Undone")),
        "keep": Transition(frozenset({S.UNDOING}), S.APPLIED, WORKER, pgettext_lazy("import", "Kept")),
    },
)


def upload(file, *, name, by, form_key=None):
    """Keep a file as an import to be read. Raises FileFault if it is too large, PermissionDenied without a court.

    The same form sent twice is one import.
    """
    if isinstance(by, Person) and not open_courts(by):
        raise PermissionDenied
    size, sha256 = digest_of(file)
    if size > settings.REGISTER_MAX_BYTES:
        raise FileFault("too_large", limit=settings.REGISTER_MAX_BYTES >> 20)
    fields = {
        "name": name[:200], "size": size, "sha256": sha256, "uploaded_by": by if isinstance(by, Person) else None,
    }  # fmt: skip
    with transaction.atomic():
        if form_key is None:
            batch, new = RegisterImport.objects.create(**fields), True
        else:
            batch, new = RegisterImport.objects.get_or_create(form_key=form_key, defaults=fields)
        if new:
            store(batch, file)
            record(by, "upload", subject=batch, detail={"name": batch.name, "sha256": sha256})
    return batch


def confirm(batch, *, by):
    """Have it applied as it was read."""
    return move(batch, "confirm", by=by)


def discard(batch, *, by):
    """Give it up; its rows go."""
    with transaction.atomic():
        move(batch, "discard", by=by)
        batch.staged.all().delete()
    return batch


def undo(batch, *, by):
    """Have entries and events put back as they were. Refused while later imports stand on it; says which."""
    later = list(batch.later()[:5]) if batch.state == S.APPLIED else []
    if later:
        raise IllegalTransition(
            _("Later imports changed the same entries. Undo these first, the last one first: %(names)s.")
            % {"names": ", ".join(f"{other.name} (№ {other.pk})" for other in later)}
        )
    return move(batch, "undo", by=by, undone_by=by)


def verbs(batch, person):
    """What the person may do with the import now."""
    return [
        verb
        for verb, step in TRANSITIONS.items()
        if batch.state in step.sources and _may(batch, step, person)
    ]


def move(batch, verb, *, by, detail=None, **changes):
    """One row of the table and one audit entry, or PermissionDenied or IllegalTransition and nothing.

    An import has no court of its own and is no fact of a figure, so it writes no event.
    """
    step = TRANSITIONS[verb]
    if not _may(batch, step, by):
        raise PermissionDenied
    if batch.state not in step.sources:
        raise too_late(batch)
    changes |= {"state": step.target, "state_since": timezone.now()}
    with transaction.atomic():
        current = RegisterImport.objects.filter(pk=batch.pk, state=batch.state, state_since=batch.state_since)
        if not current.update(**changes):
            raise too_late(batch)
        record(by, verb, subject=batch, detail=detail)
    for name, value in changes.items():
        setattr(batch, name, value)
    return batch


def _may(batch, step, by):
    if isinstance(by, Process):
        return PROCESS in step.who
    # All of it: half an import is nobody's to take over or back.
    return bool(step.who - {PROCESS}) and bool(batch.courts) and open_courts(by).issuperset(batch.courts)
