"""The file: a zip of one member per table and a manifest; its last 64 bytes are the SHA-256 of all before them."""

import hashlib
import json
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from portal.backup.tables import BLOCK

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = 64


class Refused(Exception):
    """Not with this file or this database; the text is for the reader. Nothing was changed."""


@dataclass(frozen=True)
class Archive:
    """A backup that is being written or was found whole."""

    path: Path
    zip: ZipFile

    def create(self, table):
        return self.zip.open(_member(table), "w", force_zip64=True)

    def rows(self, table):
        return self.zip.open(_member(table))

    def write_manifest(self, manifest):
        self.zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))

    @cached_property
    def manifest(self):
        return json.loads(self.zip.read(MANIFEST))


@contextmanager
def writing(path, *, force):
    """A new archive. It gets its name when it is complete and on disk; before, and after a failure, there is none."""
    _must_be_free(path, force)
    with _refusing(_("%(file)s cannot be written: %(why)s"), path):
        handle, part = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "w+b") as file:
                with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                    archive.comment = bytes(SEAL)  # a zip's comment is its end: place for the seal
                    yield Archive(path, archive)
                _put_seal(file)
            _must_be_free(path, force)
            os.replace(part, path)
        except BaseException:
            os.unlink(part)
            raise
        _to_disk(path.parent)


@contextmanager
def opened(path):
    """The archive of a file that is byte for byte what was written; otherwise Refused."""
    with _refusing(_("%(file)s cannot be read: %(why)s"), path), open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size - SEAL
        if size <= 0 or _digest(file, size).encode() != file.read(SEAL):
            raise Refused(
                _("%(file)s is damaged, cut off, or no backup of this portal: its checksum does not fit.")
                % {"file": path}
            )
        with ZipFile(file) as zipped:
            archive = Archive(path, zipped)
            if archive.manifest["format"] != FORMAT:
                raise Refused(_("%(file)s was written in a form this portal does not know.") % {"file": path})
            yield archive


def seal_of(path):
    """The SHA-256 a whole file ends with, as 64 hex digits."""
    with open(path, "rb") as file:
        file.seek(-SEAL, os.SEEK_END)
        return file.read().decode()


def _put_seal(file):
    file.seek(0)
    digest = _digest(file, os.fstat(file.fileno()).st_size - SEAL)
    file.write(digest.encode())
    file.flush()
    os.fsync(file.fileno())


def _to_disk(folder):
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


@contextmanager
def _refusing(sentence, path):
    try:
        yield
    except OSError as error:
        raise Refused(sentence % {"file": path, "why": error.strerror}) from error


def _digest(file, size):
    digest = hashlib.sha256()
    while size:
        block = file.read(min(BLOCK, size))
        if not block:
            break
        digest.update(block)
        size -= len(block)
    return digest.hexdigest()


def _must_be_free(path, force):
    if path.exists() and not force:
        raise Refused(_("%(file)s exists already. Choose another name, or add --force.") % {"file": path})


def _member(table):
    return f"tables/{table}.txt"
