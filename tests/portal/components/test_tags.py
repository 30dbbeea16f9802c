from datetime import UTC, date, datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.utils import translation

from portal.icons import NoSuchIcon
from portal.templatetags.figures import meter, percent, place, spark
from portal.templatetags.songting import (
    count,
    dash,
    data,
    day,
    icon,
    limit_chip,
    limit_words,
    moment,
    prose_day,
    seen,
    state_chip,
    yuan,
)

NOON = datetime(2022, 4, 12, 4, 0, tzinfo=UTC)  # 12:00 in Yanji


@pytest.mark.parametrize(
    ("value", "attributes"),
    [
        ("民间借贷纠纷", 'lang="zh"'),
        ("길림성", 'lang="ko"'),
        ("GJ-2022-0001", 'translate="no"'),
        (12, 'translate="no"'),
    ],
)
def test_data_say_their_language(value, attributes):
    assert data(value) == f'<span class="data" {attributes}>{value}</span>'


def test_data_are_escaped_and_nothing_is_nothing():
    assert "<b>" not in data("<b>王</b>")
    assert data("") == data(None) == ""


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2022, 4, 14), "还剩 2 天"),
        (date(2022, 4, 12), "今天到期"),
        (date(2022, 4, 11), "已超 1 天"),
        (datetime(2022, 4, 12, 15, 59, tzinfo=UTC), "今天到期"),  # 23:59 there
        (datetime(2022, 4, 12, 16, 0, tzinfo=UTC), "还剩 1 天"),
    ],
)
def test_a_limit_is_said_in_words(due, words):
    assert words in limit_words(due)


def test_what_is_done_or_has_no_limit_shows_none():
    assert limit_chip(date(2000, 1, 1), done=True) == limit_words(None) == ""


def test_late_carries_a_mark_and_a_word():
    chip = limit_words(date(2000, 1, 1))
    assert "chip--late" in chip and "<svg" in chip


def test_days_and_moments_are_the_courts():
    late_evening = datetime(2022, 4, 11, 16, 30, tzinfo=UTC)
    assert ">2022-04-12<" in day(late_evening)
    assert ">2022-04-12 00:30<" in moment(late_evening)
    assert "2022年4月12日" in prose_day(date(2022, 4, 12))
    with translation.override("ko"):
        assert "2022년 4월 12일" in prose_day(date(2022, 4, 12))


def test_numbers():
    assert yuan("1234567.5") == "1,234,567.50"
    assert count(12345) == "12,345"
    assert percent(Fraction(7, 12)) == "58.33%"
    for nothing in (yuan(None), count(None), percent(None), day(None), dash(None)):
        assert "—" in nothing and "visually-hidden" in nothing
    assert dash(0) == "0"


@pytest.mark.parametrize(("change", "sign"), [(2, "▲2"), (-1, "▼1"), (0, "–")])
def test_a_change_of_place_has_a_sign_and_words(change, sign):
    shown = place(3, change)
    assert sign in shown and "visually-hidden" in shown


def test_a_state_shows_its_word_and_an_unknown_one_is_plain():
    subject = SimpleNamespace(state="docketed", get_state_display=lambda: "已立案")
    assert "chip--good" in state_chip(subject) and "已立案" in state_chip(subject)
    subject.state = "something_new"
    assert "chip--plain" in state_chip(subject)


def test_seen_carries_the_version_to_the_microsecond():
    at = datetime(2022, 4, 12, 4, 0, 0, 123456, tzinfo=UTC)
    assert 'value="2022-04-12T04:00:00.123456+00:00"' in seen(SimpleNamespace(state_since=at))


def test_icons_are_silent_beside_words_and_named_alone():
    assert 'aria-hidden="true"' in icon("check")
    assert 'aria-label="关闭"' in icon("x", label="关闭")
    with pytest.raises(NoSuchIcon):
        icon("no-such-icon")
    with pytest.raises(NoSuchIcon):
        icon("../icons/check")


def test_bars_and_lines_speak():
    assert 'aria-label="58.00%，目标 60.00%"' in meter(116, 200, target="0.6000")
    assert "meter--short" in meter(116, 200, target="0.6000")
    assert "meter--short" not in meter(120, 200, target="0.6000")
    assert "没有数据" in meter(0, 0)
    assert "最低 1，最高 3，最近 2.5" in spark([1, 3, None, 2.5])


class Reading(forms.Form):
    name = forms.CharField(label="姓名", help_text="与身份证一致")
    note = forms.CharField(label="备注", required=False)
    agree = forms.ChoiceField(label="同意", choices=[("y", "是")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, initial="k")


def test_a_form_names_hints_and_errors_for_readers():
    html = Reading({"name": "", "note": "", "key": "k"}).render()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html and 'id="id_name_error"' in html
    assert 'href="#id_name"' in html and 'href="#id_agree_0"' in html and 'id="id_agree_0"' in html
    assert html.count("可不填") == 1
    assert '<input type="hidden" name="key" value="k"' in html


def test_an_untouched_form_has_no_summary():
    assert "alert" not in Reading().render()


def test_a_verb_posts_what_the_screen_saw():
    template = Template(
        '{% include "components/_verb.html" with action="/x/" label="立案" seen=since confirm="确定？" %}'
    )
    html = template.render(Context({"since": NOON, "csrf_token": "t"}))
    assert 'method="post" action="/x/" data-confirm="确定？"' in html
    assert f'name="seen" value="{NOON.isoformat()}"' in html
    assert "csrfmiddlewaretoken" in html
