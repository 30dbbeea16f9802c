"""Keeping the roster 特邀名册: who may add and change entries, and for which courts. Every change is on the audit."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal.audit.models import record
from portal.courts.models import Court
from portal.people.models import Role

KEEPERS = (Role.FILING_JUDGE, Role.DIVISION, Role.ADMINISTRATOR)
FOR_COURTS_BELOW = (Role.DIVISION, Role.ADMINISTRATOR)


def courts_kept_by(person):
    """Ids of the courts whose roster the person keeps: his own, for the division and administrators also those below."""
    own = {court for court, role in person.standing() if role in KEEPERS}
    above = {court for court, role in person.standing() if role in FOR_COURTS_BELOW}
    return own | set(Court.objects.filter(superior__in=above).values_list("pk", flat=True)) if above else own


def may_keep(person, entry):
    """Whether the person keeps the roster of a court this entry serves."""
    kept = courts_kept_by(person)
    return any(court.pk in kept for court in entry.courts.all())


def keep(form, *, by):
    """Save a valid form of an entry; one that came before makes no second. Courts `by` does not keep stay as they are."""
    if entry := form.came_already():
        return entry
    kept = courts_kept_by(by)
    chosen = form.cleaned_data["courts"]
    if not {court.pk for court in chosen} <= kept:
        raise PermissionDenied
    try:
        return _save(form, chosen, kept, by)
    except IntegrityError:
        if entry := form.came_already():
            return entry
        raise


@transaction.atomic
def _save(form, chosen, kept, by):
    is_new = form.instance.pk is None
    others = [] if is_new else list(form.instance.courts.exclude(pk__in=kept))
    entry = form.save(commit=False)
    entry.save()
    entry.courts.set([*chosen, *others])
    record(
        by,
        "add_to_roster" if is_new else "change_roster",
        subject=entry,
        detail={"changed": form.changed_data},
    )
    return entry
