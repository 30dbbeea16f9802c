"""The public page: linkable, whole without scripts, forgiving, in three languages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from portal.calendar.rules import every_limit

PAGE = "/time-limits/"


@pytest.mark.django_db
def test_the_page_is_open_and_offers_every_rule(client):
    page = client.get(PAGE)
    assert page.status_code == 200
    text = page.content.decode()
    assert all(f'value="{limit.code}"' in text for limit in every_limit())
    assert "<script>" not in text and "style=" not in text


@pytest.mark.django_db
def test_a_link_leads_to_the_answer_with_each_day_passed_over(client):
    page = client.get(
        PAGE,
        {"amount": "30", "unit": "calendar_day", "start": "2024-04-01"},
        headers={"accept-language": "en"},
    )
    text = page.content.decode()
    assert page.status_code == 200
    assert 'datetime="2024-05-06"' in text
    assert text.count("passed over") == 5 + 1  # five days, and once in the sentence under the heading


@pytest.mark.django_db
def test_a_rule_and_a_day_as_people_write_it(client):
    page = client.get(PAGE, {"rule": "filing_decision", "start": "２０２２年４月１２日"})
    text = page.content.decode()
    assert 'datetime="2022-04-19"' in text
    # Asked again, the fields hold what was read.
    assert 'value="2022-04-12"' in text
    assert re.search(r'value="filing_decision"\s+selected', text)


@pytest.mark.django_db
def test_the_page_of_a_link_with_a_rule_only_waits_for_the_day(client):
    text = client.get(PAGE, {"rule": "filing_defence"}).content.decode()
    assert re.search(r'value="filing_defence"\s+selected', text)
    assert 'role="alert"' not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"start": "2022-04-12"}, "rule"),
        ({"start": "", "rule": "filing_decision"}, "start"),
        ({"start": "明天", "rule": "filing_decision"}, "start"),
        ({"start": "2022-04-12", "rule": "nothing"}, "rule"),
        ({"start": "2022-04-12", "amount": "-3", "unit": "calendar_day"}, "amount"),
        ({"start": "2022-04-12", "amount": "3", "unit": "fortnight"}, "unit"),
        ({"start": "2022-04-12", "rule": "preservation_urgent"}, "time"),
        ({"start": "2022-04-12", "rule": "preservation_urgent", "time": "25:00"}, "time"),
        ({"start": "2022-04-12", "rule": "filing_decision", "amount": "3", "unit": "month"}, "amount"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(client, asked, field):
    page = client.get(PAGE, asked)
    text = page.content.decode()
    assert page.status_code == 400
    assert f'id="id_{field}_error"' in text
    assert f'href="#id_{field}"' in text
    assert list(page.context["form"].errors) == [field]


@pytest.mark.django_db
def test_markup_in_the_address_is_shown_as_text(client):
    text = client.get(PAGE, {"start": "<script>x", "rule": "<img src=x>"}).content.decode()
    assert "<img src=x>" not in text and "<script>x" not in text


@pytest.mark.django_db
def test_hours_with_a_time_of_their_own(client):
    text = client.get(
        PAGE, {"rule": "preservation_urgent", "start": "2022-04-29", "time": "10:20"}
    ).content.decode()
    assert 'datetime="2022-05-01T11:00:00+08:00">2022年5月1日 星期日 11:00</time>' in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", [{"rule": "filing_decision"}, {"rule": "preservation_urgent", "time": "10:20"}]
)
def test_the_due_date_stands_as_its_steps_write_it(client, asked):
    page = client.get(
        PAGE, {"start": "2022-04-12", **asked}, headers={"accept-language": "en"}
    ).content.decode()
    due = re.search(r"<time datetime=[^>]*>(.*?)</time>", page)[1]
    assert re.fullmatch(r"[A-Z][a-z]{2}, April \d+, 2022( \d\d:\d\d)?", due)
    assert f"{due}." in page.partition("<ol>")[2]


@pytest.mark.django_db
def test_a_rule_without_a_date_says_so_and_offers_no_calendar_file(client):
    text = client.get(PAGE, {"rule": "filing_correction", "start": "2022-04-12"}).content.decode()
    assert "due.ics" not in text
    assert (
        client.get(reverse("calendar:ics"), {"rule": "filing_correction", "start": "2022-04-12"}).status_code
        == 404
    )


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
def test_a_year_not_announced_is_marked_provisional(client, language):
    page = client.get(
        PAGE, {"rule": "filing_decision", "start": "2026-12-28"}, headers={"accept-language": language}
    )
    with translation.override(language):
        assert translation.gettext("Provisional") in page.content.decode()


@pytest.mark.django_db
def test_an_answer_costs_one_query_more_than_the_empty_form(client):
    with CaptureQueriesContext(connection) as form:
        client.get(PAGE)
    with CaptureQueriesContext(connection) as answer:
        client.get(PAGE, {"rule": "filing_decision", "start": "2022-04-12"})
    assert len(answer) == len(form) + 1
    assert len(form) <= 1  # the letterhead


@pytest.mark.django_db
def test_the_calendar_file_of_a_day(client):
    page = client.get(reverse("calendar:ics"), {"rule": "filing_decision", "start": "2022-04-23"})
    lines = page.content.decode().split("\r\n")
    assert page["Content-Type"].startswith("text/calendar")
    assert "2022-05-05.ics" in page["Content-Disposition"]
    assert {
        "BEGIN:VCALENDAR",
        "DTSTART;VALUE=DATE:20220505",
        "DTEND;VALUE=DATE:20220506",
        "STATUS:CONFIRMED",
    } <= set(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[-2:] == ["END:VCALENDAR", ""]


@pytest.mark.django_db
def test_the_calendar_file_of_a_moment_is_in_universal_time(client):
    asked = {"rule": "preservation_urgent", "start": "2022-04-29T10:20"}
    assert b"DTSTART:20220501T030000Z\r\n" in client.get(reverse("calendar:ics"), asked).content


@pytest.mark.django_db
def test_folded_lines_give_back_the_text_whole(client):
    asked = {"rule": "mediation_period", "start": "2022-04-12"}
    content = client.get(reverse("calendar:ics"), asked, headers={"accept-language": "ko"}).content.decode()
    unfolded = content.replace("\r\n ", "")
    described = re.search(r"^DESCRIPTION:(.*)\r$", unfolded, re.MULTILINE)[1]
    steps = (
        client.get(reverse("calendar:limits"), asked, headers={"accept-language": "ko"})
        .context["answer"]
        .steps
    )
    with translation.override("ko"):
        told = "\n".join(step.text for step in steps)
    assert (
        described.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") == told
    )


@pytest.mark.django_db
def test_a_question_without_answer_has_no_calendar_file_but_goes_back_to_its_page(client):
    page = client.get(reverse("calendar:ics"), {"rule": "filing_decision", "start": "bad"})
    assert page.status_code == 302
    assert page["Location"] == "/time-limits/?rule=filing_decision&start=bad"


@pytest.mark.django_db
def test_only_reading(client):
    assert client.post(PAGE, {"start": "2022-04-12"}).status_code == 405
