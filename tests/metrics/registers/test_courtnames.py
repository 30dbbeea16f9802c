"""Courts as people write them: what may be left out or added, and what would be a guess."""

import pytest

from metrics.registers.courtnames import CourtNames
from metrics.registers.faults import CellFault
from portal.courts.models import Court

from .conftest import DOCKETED, codes

WRITTEN = {
    "延边林区中院": (
        "吉75", "吉林省延边林区中级法院", "延边林区中院", "延边林区中级法院", "延边林区中级人民法院", "吉林省延边林区中级人民法院",
        "延边林区法院", "吉林省延边林区人民法院", " 吉林省 延边林区中级人民法院　",
    ),
    "敦化林院": (
        "敦化林区基层法院", "敦化林院", "敦化林区基层人民法院", "吉林省敦化林区基层法院", "吉林省敦化林区基层人民法院", "敦化林区法院",
        "敦化林区人民法院", "吉林省敦化林区人民法院",
    ),
    "和龙林院": ("吉7502", "吉７５０２", "和龙林区基层人民法院", "和龙林区法院"),
}  # fmt: skip
UNKNOWN = [
    "和龙法院", "和龙林区", "和龙林区中级法院", "延边林区基层人民法院", "辽宁省和龙林区基层法院", "吉林省", "人民法院", "法院", "吉7501",
    "和龙林区基层", "长春林区基层法院", "吉林省吉林省和龙林区法院",
]  # fmt: skip


@pytest.fixture
def named(district):
    return CourtNames(list(Court.objects.all())).named


@pytest.mark.parametrize(("court", "text"), [(court, text) for court in WRITTEN for text in WRITTEN[court]])
def test_a_court_is_known_by_what_people_write(named, district, court, text):
    assert named(text) == district[court].pk


@pytest.mark.parametrize("text", UNKNOWN)
def test_more_than_that_would_be_a_guess(named, text):
    with pytest.raises(CellFault) as fault:
        named(text)
    assert fault.value.code == "unknown_court"


def test_what_may_be_two_courts_is_refused_with_both(read, district):
    Court.objects.create(
        name="延边林区基层法院",
        short_name="延边林院",
        level=Court.Level.BASIC,
        superior=district["延边林区中院"],
    )
    batch = read({**DOCKETED, "court": "延边林区人民法院"})
    assert codes(batch) == [(2, "court", "ambiguous_court")]
    assert batch.faults.get().as_fault().reason == (
        "“延边林区人民法院”可能指不止一个法院：吉林省延边林区中级法院、延边林区基层法院。请写全称。"
    )  # fmt: skip


def test_the_name_a_court_really_has_is_never_in_doubt(district):
    full = Court.objects.create(name="延边林区法院", short_name="延边林院", level=Court.Level.BASIC)
    named = CourtNames(list(Court.objects.all())).named
    assert named("延边林区法院") == full.pk
    assert named("延边林区中级法院") == district["延边林区中院"].pk


def test_rows_of_a_court_written_in_three_ways_are_of_one_court(take_over, helong):
    ways = ("和龙林区基层人民法院", "吉林省和龙林区法院", "吉7502")
    batch = take_over(*({**DOCKETED, "reference": way, "court": way, "case_number": ""} for way in ways))
    assert batch.courts == [helong.pk]
