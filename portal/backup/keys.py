"""The keys are not in a backup; a sample tells whether those at hand are the ones that open it."""

from cryptography.fernet import InvalidToken

from portal.personal.fields import blind_index, cipher

TEXT = "songting"


def sample():
    return {"sealed": cipher().encrypt(TEXT.encode()).decode(), "index": blind_index(TEXT)}


def fits(sample):
    """Whether today's keys read and find what was saved with the sample."""
    try:
        cipher().decrypt(sample["sealed"].encode())
    except InvalidToken:
        return False
    return sample["index"] == blind_index(TEXT)
