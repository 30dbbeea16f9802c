"""What people type finds what they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing import causes
from filing.causes import shipped
from filing.causes.search import fold

DAY = date(2026, 3, 2)
BEFORE = date(2025, 3, 3)


def first(query, on=DAY):
    return causes.search(query, on)[0].cause.name


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("欠钱", "民间借贷纠纷"),
        ("拖欠工资", "追索劳动报酬纠纷"),
        ("离婚", "离婚纠纷"),
        ("交通事故", "机动车交通事故责任纠纷"),
        ("林地承包", "林业承包合同纠纷"),
        ("他欠我的钱一直不还", "民间借贷纠纷"),
        ("民间借贷", "民间借贷纠纷"),
        ("minjianjiedai", "民间借贷纠纷"),
        ("Min Jian Jie Dai", "民间借贷纠纷"),
        ("mjjd", "民间借贷纠纷"),
        ("lycbht", "林业承包合同纠纷"),
        ("jiedai", "民间借贷纠纷"),
        ("137", "林业承包合同纠纷"),
        ("１３７", "林业承包合同纠纷"),
        ("108(3)", "民间借贷纠纷"),
        ("리혼", "离婚纠纷"),
        ("로임", "追索劳动报酬纠纷"),
        ("divorce", "离婚纠纷"),
        ("合同 劳务", "劳务合同纠纷"),
        ("yinhangka", "银行卡纠纷"),
        ("caikuai fuwu", "财会服务合同纠纷"),
    ],
)
def test_the_first_answer_is_the_one_meant(query, name):
    assert first(query) == name


def test_the_list_of_the_day_is_searched():
    assert causes.search("132", BEFORE)[0].cause.name == "林业承包合同纠纷"
    assert first("新就业形态") == "新就业形态用工合同纠纷"
    assert causes.search("新就业形态", BEFORE) == []


@pytest.mark.parametrize("query", ["", "   ", "，。", "zzzzzz", "🙂", "纠" * 500])
def test_nothing_is_found_by_nothing(query):
    assert causes.search(query, DAY) == []


def test_what_begins_with_the_words_stands_before_what_contains_them():
    names = [found.cause.name for found in causes.search("劳务", DAY)]
    assert names.index("劳务合同纠纷") < names.index("船员劳务合同纠纷")


@pytest.mark.parametrize("version", ["2020", "2025"])
def test_every_cause_is_found_by_its_name_number_pinyin_and_initials(version):
    edition = causes.list(version)
    for cause in edition.causes:
        by_name = edition.search(cause.name, 3)
        assert cause in [found.cause for found in by_name]
        syllables = cause.pinyin.split()
        for latin in ("".join(syllables), "".join(syllable[0] for syllable in syllables)):
            names = [found.cause.name for found in edition.search(latin, 60)]
            assert cause.name in names, (cause.name, latin)
        if cause.level > 2:
            assert edition.search(cause.number, 1)[0].cause == cause


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_without_doubles(query):
    found = [each.cause.key for each in causes.search(query, DAY, limit=15)]
    assert len(found) == len(set(found)) <= 15


@given(st.sampled_from(shipped.lists()[1].causes), st.data())
def test_any_part_of_a_name_finds_it(cause, data):
    begin = data.draw(st.integers(0, len(cause.name) - 2))
    part = cause.name[begin : data.draw(st.integers(begin + 2, len(cause.name)))]
    found = causes.search(part, DAY, limit=2000)
    assert not fold(part) or cause in [each.cause for each in found]


def test_everyday_words_name_causes_that_exist():
    names = {cause.name for edition in shipped.lists() for cause in edition.causes}
    words = [word for word, _names in shipped.synonyms()]
    assert len(words) == len(set(words)) > 150
    assert {name for _word, meant in shipped.synonyms() for name in meant} <= names
    for edition in shipped.lists():
        assert all(edition.search(word, 1) for word, meant in shipped.synonyms() if edition.named(meant[0]))
