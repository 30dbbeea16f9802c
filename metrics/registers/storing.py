"""The uploaded file in the database, piece by piece: any worker on any machine can read it, and none holds it whole."""

import hashlib
import tempfile
from contextlib import contextmanager

from metrics.registers.copying import copy_in
from metrics.registers.textfiles import BLOCK


def digest_of(file):
    """(bytes, SHA-256 in hex) of a binary file."""
    digest, size = hashlib.sha256(), 0
    for block in _blocks(file):
        digest.update(block)
        size += len(block)
    return size, digest.hexdigest()


def store(batch, file):
    pieces = ((batch.pk, position, "\\x" + block.hex()) for position, block in enumerate(_blocks(file)))
    copy_in("metrics_registerpart (batch_id, position, content)", pieces)


@contextmanager
def stored(batch):
    """The file again, on disk for as long as it is read. Needs a transaction."""
    pieces = batch.parts.order_by("position").values_list("content", flat=True)
    with tempfile.TemporaryFile() as file:
        for piece in pieces.iterator(chunk_size=1):
            file.write(piece)
        yield file


def _blocks(file):
    file.seek(0)
    while block := file.read(BLOCK):
        yield block
