"""The limits of the law: codes that stay, numbers as in the articles, words in every language."""

import datetime
import re

import pytest
from django.utils import translation

from portal.calendar import law
from portal.calendar.limits import Topic
from portal.calendar.rules import UnknownLimit, every_limit, find

EXPECTED = """
filing_decision 7 calendar_day | filing_decision_administrative 7 calendar_day
filing_decision_private_prosecution 15 calendar_day
filing_decision_third_party_revocation 30 calendar_day | filing_decision_enforcement_objection 15 calendar_day
filing_decision_enforcement 7 calendar_day | filing_complaint 15 calendar_day
filing_copy_to_defendant 5 calendar_day | filing_defence 15 calendar_day
filing_defence_copy_to_plaintiff 5 calendar_day | filing_handover_to_trial 3 calendar_day
filing_changed_jurisdiction 3 calendar_day | online_consent_registration 3 calendar_day
cross_border_decision 7 working_day | cross_border_correction 15 calendar_day
cross_court_response 30 office_minute
fee_payment 7 calendar_day | fee_counterclaim 7 calendar_day | fee_appeal 7 calendar_day
fee_top_up 7 calendar_day | fee_refund 15 calendar_day | fee_review 15 calendar_day
mediation_choice 2 working_day | mediation_designation 3 working_day | mediation_acceptance 3 working_day
mediation_asking_other_party 3 working_day | mediation_period 30 calendar_day
mediation_entrusted_ordinary 15 calendar_day | mediation_entrusted_simple 7 calendar_day
mediation_offline 30 calendar_day
confirmation_application 30 calendar_day | confirmation_acceptance 3 calendar_day
confirmation_decision 15 calendar_day +10 | confirmation_special_procedure 30 calendar_day
confirmation_party_objection 15 calendar_day | confirmation_third_party_objection 6 month
confirmation_revocation 1 year
trial_ordinary 6 month +6 | trial_simple 3 month +1 | trial_small_claim 2 month +1
trial_special_procedure 30 calendar_day +30 | trial_administrative 6 month
trial_administrative_simple 45 calendar_day
enforcement_application 2 year | enforcement_completion 6 month +3
preservation_urgent 48 hour | preservation_before_suit 48 hour | preservation_suing 30 calendar_day
service_entrusted 10 calendar_day | period_restoration 10 calendar_day
hotline_transfer 2 working_day | hotline_contact_judge 2 working_day | hotline_answer 10 second
obstacle_reply 3 working_day | rating_rectification 15 working_day
"""
WITHOUT_DATE = {
    "filing_on_the_spot", "filing_docket_on_expiry", "filing_restart_paper", "filing_restart_online",
    "filing_correction", "filing_complaint_administrative", "mediation_appraisal", "period_counting", "rating_revisit",
}  # fmt: skip


def told(limit):
    extension = f" +{limit.extension.amount}" if limit.extension else ""
    return f"{limit.code} {limit.length.amount} {limit.length.unit.value}{extension}"


def test_every_duration_is_as_long_as_its_article_says():
    expected = [part.strip() for part in re.split(r"[|\n]", EXPECTED) if part.strip()]
    assert [told(limit) for limit in every_limit() if limit.is_duration] == expected


def test_what_is_no_duration_says_what_it_is():
    without = [limit for limit in every_limit() if not limit.is_duration]
    assert {limit.code for limit in without} == WITHOUT_DATE
    assert all(limit.note for limit in without)


def test_codes_are_unique_and_fit_an_address():
    codes = [limit.code for limit in every_limit()]
    assert len(set(codes)) == len(codes) == 64
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)
    assert {limit.topic for limit in every_limit()} == set(Topic)


def test_an_unknown_code_is_said_so():
    with pytest.raises(UnknownLimit):
        find("no_such_limit")


def test_an_extension_counts_in_the_unit_of_its_limit():
    assert all(limit.extension.unit == limit.length.unit for limit in every_limit() if limit.extension)


def test_only_days_months_and_years_roll():
    assert {limit.length.unit.value for limit in every_limit() if limit.rolls} == {
        "calendar_day",
        "month",
        "year",
    }


def words(limit):
    lengths = (limit.length, limit.extension)
    texts = (limit.name, limit.event, limit.extended_by, limit.pause, limit.note, Topic(limit.topic).label)
    return [
        str(text) for text in (*texts, *filter(None, lengths), *(a.cite() for a in limit.articles)) if text
    ]


@pytest.mark.parametrize(
    ("language", "own", "foreign"),
    [
        ("zh-hans", r"[一-鿿]", r"[A-Za-z가-힣]"),
        ("ko", r"[가-힣]", r"[A-Za-z一-鿿]"),
        ("en", r"[A-Za-z]", r"[一-鿿가-힣]"),
    ],
)
@pytest.mark.parametrize("limit", every_limit(), ids=lambda limit: limit.code)
def test_every_rule_speaks_every_language_and_only_that(limit, language, own, foreign):
    with translation.override(language):
        for text in words(limit):
            assert re.search(own, text), text
            assert not re.search(foreign, text), text


@pytest.mark.parametrize(
    ("article", "day", "parts"),
    [
        (law.Article(law.CIVIL_PROCEDURE, "205", earlier="201"), "2024-01-01", ("2023", "205")),
        (law.Article(law.CIVIL_PROCEDURE, "205", earlier="201"), "2023-12-31", ("2021", "201")),
        (law.Article(law.CIVIL_PROCEDURE, "126"), "2022-06-01", ("2021", "126")),
        (law.Article(law.FILING, "8", item="2"), "2022-06-01", ("8", "item 2")),
        (law.Article(law.FILING, "8", paragraph="2"), "2022-06-01", ("8", "para. 2")),
    ],
)
def test_articles_are_cited_in_the_text_of_the_day(article, day, parts):
    with translation.override("en"):
        text = article.cite(datetime.date.fromisoformat(day))
    assert all(part in text for part in parts)


def test_a_source_without_articles_is_cited_by_its_name():
    with translation.override("en"):
        assert law.Article(law.CROSS_BORDER).cite() == "Provisions on Cross-border Online Filing"
