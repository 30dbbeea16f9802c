"""A column whose value is encrypted at rest and reads as its mask; the plain text needs `reveal`."""

import hashlib
import hmac
import unicodedata

from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.db import models

from . import masks


def cipher():
    """First key encrypts, all decrypt: put a new one in front, run `rotate_personal_data`, drop the old."""
    return MultiFernet([Fernet(key) for key in settings.PERSONAL_DATA_KEYS])


def blind_index(value):
    """A keyed digest of the value as a person would compare it (spaces, hyphens, width and case aside).

    For equality search without decrypting. 64 hex digits, '' for ''.
    """
    told = value.plain() if isinstance(value, Sealed) else str(value or "")
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", told).upper() if sign.isalnum())
    if not plain:
        return ""
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


class Sealed:
    """A personal value: prints as its mask, everywhere; `plain()` is for `reveal` and for papers only."""

    __slots__ = ("_mask", "_token")

    def __init__(self, token, mask):
        self._token, self._mask = token, mask

    @classmethod
    def of(cls, text, mask):
        return cls(cipher().encrypt(text.encode()).decode() if text else "", mask)

    @property
    def token(self):
        return self._token

    def __str__(self):
        return getattr(masks, self._mask)(self.plain()) if self._token else ""

    __repr__ = __str__

    def __bool__(self):
        return bool(self._token)

    def __eq__(self, other):
        return isinstance(other, Sealed) and self.plain() == other.plain()

    def __hash__(self):
        return hash(self.plain())

    def plain(self):
        return cipher().decrypt(self._token.encode()).decode() if self._token else ""


class SealingAttribute:
    """What is assigned is sealed at once, so that no object ever prints the plain text, saved or not."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])  # it was deferred
        return instance.__dict__[self.field.attname]

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class PersonalField(models.TextField):
    """Text encrypted on its way to the database. `mask` names a function of `portal.personal.masks`.

    Lookups by value find nothing, since every encryption differs: search by a BlindIndexField.
    """

    descriptor_class = SealingAttribute

    def __init__(self, *args, mask="keep_ends", **kwargs):
        self.mask = mask
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "mask": self.mask}

    def from_db_value(self, value, expression, connection):
        return Sealed(value, self.mask)

    def to_python(self, value):
        return value if isinstance(value, Sealed) else Sealed.of(str(value or ""), self.mask)

    def get_prep_value(self, value):
        return self.to_python(value).token

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def save_form_data(self, instance, data):
        """A form shows the mask; sent back untouched, it means that the value stays."""
        held = getattr(instance, self.attname)
        if not (held and data == str(held)):
            setattr(instance, self.attname, data)

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": forms.TextInput, "max_length": 200, **kwargs})


class BlindIndexField(models.CharField):
    """The blind index of the PersonalField named `of`, kept in step by every save. Search it with `blind_index(text)`."""

    def __init__(self, of, **kwargs):
        self.of = of
        super().__init__(**{"max_length": 64, "blank": True, "db_index": True, "editable": False, **kwargs})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [self.of], kwargs

    def pre_save(self, model_instance, add):
        index = blind_index(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, index)
        return index
