import pytest

from filing.intake.models import Filing, Party
from portal.personal import revealing

ID = "220102199003074512"


@pytest.fixture
def make_party(helong):
    def make(court=helong, **fields):
        filing = Filing.objects.create(
            reference=f"P{Filing.objects.count()}", court=court, cause_version="2025", cause_code="1",
            cause_name="民间借贷纠纷", claim="还款",
        )  # fmt: skip
        given = {"id_number": ID, "phone": "13812345678", "address": "吉林省和龙市光明街1号", **fields}
        return Party.objects.create(filing=filing, side="plaintiff", name="金某", **given)

    return make


@pytest.fixture
def party(make_party):
    return make_party()


@pytest.fixture
def revealed(monkeypatch):
    """Parties may be asked for, one field of them not."""
    monkeypatch.setattr(revealing, "_kinds", {})
    revealing.register(
        "party",
        lambda person: Party.objects.filter(filing__in=Filing.objects.visible_to(person)),
        ("id_number", "phone"),
        lambda party: party.filing.court,
    )
