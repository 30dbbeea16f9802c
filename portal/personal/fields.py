"""A column whose value is encrypted at rest and reads as its mask; the plain text needs `reveal`."""

import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models

from . import masks


def cipher():
    """First key encrypts, all decrypt: put a new one in front, run `rotate_personal_data`, drop the old."""
    return MultiFernet([Fernet(key) for key in settings.PERSONAL_DATA_KEYS])


def blind_index(value):
    """A keyed digest of the normalised value, for equality search without decrypting. 64 hex digits, '' for ''."""
    plain = "".join(str(value).split()).upper()
    if not plain:
        return ""
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


class Sealed:
    """A personal value: prints as its mask, everywhere; `plain()` is for `reveal` and for papers only."""

    __slots__ = ("_mask", "_token")

    def __init__(self, token, mask):
        self._token, self._mask = token, mask

    def __str__(self):
        return getattr(masks, self._mask)(self.plain()) if self._token else ""

    __repr__ = __str__

    def __bool__(self):
        return bool(self._token)

    def __eq__(self, other):
        return isinstance(other, Sealed) and self.plain() == other.plain()

    def __hash__(self):
        return hash(self._token)

    def plain(self):
        return cipher().decrypt(self._token.encode()).decode() if self._token else ""


class PersonalField(models.TextField):
    """Text encrypted on its way to the database. `mask` names a function of `portal.personal.masks`."""

    def __init__(self, *args, mask="keep_ends", **kwargs):
        self.mask = mask
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "mask": self.mask}

    def from_db_value(self, value, expression, connection):
        return Sealed(value, self.mask)

    def get_prep_value(self, value):
        if isinstance(value, Sealed):
            return value._token
        return cipher().encrypt(str(value).encode()).decode() if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))
