import pytest

PASSWORD = "松涛-Lin-2026-夜雨"


@pytest.fixture
def password():
    return PASSWORD


@pytest.fixture
def kim(person_at, helong, password):
    """A clerk with a password."""
    person = person_at(helong, "clerk", name="金书记员", username="kim")
    person.set_password(password)
    person.save()
    return person


@pytest.fixture
def sign_in(password):
    def act(client, username="kim", word=password, **extra):
        return client.post("/sign-in/", {"username": username, "password": word, **extra})

    return act
