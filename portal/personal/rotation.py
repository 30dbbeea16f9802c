"""Every stored personal value under the newest key, every blind index under the present one."""

from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import transaction

from portal.personal.fields import BlindIndexField, PersonalField, Sealed, blind_index

STEP = 500


@dataclass
class Rotated:
    """What a rotation did to one table. `unreadable`: keys of rows that no key opens."""

    table: str
    rows: int
    changed: int
    unreadable: list


def rotate():
    """One Rotated for each table with personal data. Safe to stop and to run again: what is done is passed over."""
    for model in apps.get_models():
        sealed = [field for field in model._meta.concrete_fields if isinstance(field, PersonalField)]
        if sealed:
            yield _rotate_table(model, sealed)


def _rotate_table(model, sealed):
    indexes = [field for field in model._meta.concrete_fields if isinstance(field, BlindIndexField)]
    names = [field.attname for field in (*sealed, *indexes)]
    done, last = Rotated(model._meta.db_table, 0, 0, []), 0
    while True:
        with transaction.atomic():
            rows = list(
                model._base_manager.select_for_update()
                .filter(pk__gt=last)
                .order_by("pk")
                .only("pk", *names)[:STEP]
            )
            if not rows:
                return done
            for row in rows:
                _rotate_row(row, sealed, indexes, done)
            last = rows[-1].pk


def _rotate_row(row, sealed, indexes, done):
    done.rows += 1
    newest = Fernet(settings.PERSONAL_DATA_KEYS[0])
    try:
        changes = {
            field.attname: Sealed.of(held.plain(), field.mask)
            for field in sealed
            if (held := getattr(row, field.attname)) and not _opens(newest, held)
        }
        for field in indexes:
            index = blind_index(getattr(row, field.of))
            if index != getattr(row, field.attname):
                changes[field.attname] = index
    except InvalidToken:
        done.unreadable.append(row.pk)
        return
    if changes:
        type(row)._base_manager.filter(pk=row.pk).update(**changes)
        done.changed += 1


def _opens(key, held):
    try:
        key.decrypt(held.token.encode())
    except InvalidToken:
        return False
    return True
