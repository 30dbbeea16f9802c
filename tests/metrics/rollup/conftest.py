import pytest

from portal.courts.models import Court


@pytest.fixture
def many_courts(db):
    """Make so many basic courts."""

    def make(count):
        return Court.objects.bulk_create(
            Court(name=f"第{count}之{n}基层法院", short_name=f"第{count}之{n}院", level=Court.Level.BASIC)
            for n in range(count)
        )

    return make
