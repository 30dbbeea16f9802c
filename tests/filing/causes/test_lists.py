"""Both lists, whole: counted, no orphan, no double; and what became of a cause."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing import causes

LISTS = [("2020", 473), ("2025", 514)]
LAST_DAY_OF_2020 = date(2025, 12, 31)
FIRST_DAY_OF_2025 = date(2026, 1, 1)


@pytest.mark.parametrize(("version", "third_level"), LISTS)
def test_third_level_is_complete_and_numbered_without_gaps(version, third_level):
    edition = causes.list(version)
    assert edition.count(level=3) == third_level
    assert sorted(int(cause.number) for cause in edition.causes if cause.level == 3) == list(
        range(1, third_level + 1)
    )


@pytest.mark.parametrize(("version", "third_level"), LISTS)
def test_no_orphan_and_no_double(version, third_level):
    edition = causes.list(version)
    top = min(cause.level for cause in edition.causes)
    assert len(edition.by_code) == len(edition.causes)
    for cause in edition.causes:
        if cause.level == top:
            assert cause.parent == ""
        else:
            assert edition.by_code[cause.parent].level == cause.level - 1
    doubles = Counter((cause.level, cause.name) for cause in edition.causes)
    assert not [name for name, times in doubles.items() if times > 1]


@pytest.mark.parametrize(("version", "third_level"), LISTS)
def test_every_cause_has_a_syllable_for_each_character(version, third_level):
    for cause in causes.list(version).causes:
        assert len(cause.pinyin.split()) == sum("\u4e00" <= character <= "\u9fff" for character in cause.name)


def test_the_list_changes_at_new_year_2026():
    assert causes.list_on(LAST_DAY_OF_2020).version == "2020"
    assert causes.list_on(FIRST_DAY_OF_2025).version == "2025"


def test_numbers_move_between_the_lists():
    """林业承包合同纠纷 132 → 137, 劳务合同纠纷 139 → 144."""
    for name, before, after in [("林业承包合同纠纷", "132", "137"), ("劳务合同纠纷", "139", "144")]:
        old = causes.named(name, LAST_DAY_OF_2020)
        assert (old.code, causes.named(name, FIRST_DAY_OF_2025).code) == (before, after)
        assert causes.successor(old) == causes.Succession("moved", (causes.find("2025", after),))


def test_before_the_first_list_there_is_an_answer_that_says_so():
    with pytest.raises(causes.NoCauseList, match="2021-01-01"):
        causes.list_on(date(2020, 12, 31))


@given(st.dates(min_value=date(2021, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_has_one_list_and_it_began(day):
    edition = causes.list_on(day)
    assert edition.begins <= day
    later = [other for version, _count in LISTS if (other := causes.list(version)).begins > edition.begins]
    assert all(other.begins > day for other in later)


def test_a_cause_of_the_other_list_is_not_named_on_this_day():
    assert causes.named("发明专利合同纠纷", LAST_DAY_OF_2020) is None
    assert causes.named("专利合同纠纷", FIRST_DAY_OF_2025) is None


@pytest.mark.parametrize(
    "written",
    [
        "林业承包合同纠纷",
        " 林业承包 合同纠纷 ",
        "137.林业承包合同纠纷",
        "137、林业承包合同纠纷",
        "１３７林业承包合同纠纷",
    ],
)
def test_names_are_read_as_registers_write_them(written):
    assert causes.named(written, FIRST_DAY_OF_2025).code == "137"


@pytest.mark.parametrize("version", ["2020", "2025"])
def test_every_name_names_its_most_specific_place(version):
    edition = causes.list(version)
    for cause in edition.causes:
        found = edition.named(cause.name)
        assert found.name == cause.name and found.level >= cause.level


def test_where_a_name_stands_at_two_levels_the_lower_place_is_meant():
    assert causes.named("不当得利纠纷", FIRST_DAY_OF_2025).code == "148"


def test_split_renamed_ended_and_unknown_causes():
    def became(name):
        return causes.successor(causes.list("2020").named(name))

    assert became("专利合同纠纷").kind == "split"
    assert [cause.name for cause in became("专利合同纠纷").causes] == [
        "发明专利合同纠纷", "实用新型专利合同纠纷", "外观设计专利合同纠纷",
    ]  # fmt: skip
    assert became("请求公司收购股份纠纷").kind == "renamed"
    assert became("捆绑销售不正当竞争纠纷") == causes.Succession("ended")
    assert became("姓名权纠纷").kind == "same"
    assert causes.successor(causes.find("2020", "P04")).kind == "unknown"


def test_the_last_list_has_no_successors_yet():
    assert causes.successor(causes.find("2025", "137")) is None


def test_every_cause_of_the_first_list_has_an_answer():
    kinds = Counter(causes.successor(cause).kind for cause in causes.list("2020").causes)
    assert set(kinds) == {"same", "moved", "renamed", "split", "ended", "unknown"}


def test_a_path_goes_from_the_root_to_the_cause():
    edition = causes.list("2020")
    assert [cause.name for cause in edition.path(edition.by_code["132"])] == [
        "合同、准合同纠纷",
        "合同纠纷",
        "林业承包合同纠纷",
    ]


def test_days_between_are_covered_without_a_gap():
    day = causes.list("2020").begins
    versions = []
    while day <= FIRST_DAY_OF_2025 + timedelta(days=31):
        versions.append(causes.list_on(day).version)
        day += timedelta(days=1)
    assert versions == sorted(versions) and set(versions) == {"2020", "2025"}
