"""What a filing may be declined on and what can be done against it, by the law of its case type."""

import re

import pytest
from django.utils import translation

from filing.intake.models import Filing
from filing.review import workflow
from filing.review.grounds import GROUNDS, grounds_for, grounds_open_to

TYPES = ("民初", "民撤", "行初", "刑初", "执")
# The law whose conditions the grounds are: a word only its citation has.
LAW = {
    "民初": "Civil Procedure Law", "民撤": "Civil Procedure Law", "行初": "Administrative Procedure Law",
    "刑初": "Criminal Procedure Law", "执": "Provisions on the Work of Enforcement",
}  # fmt: skip


@pytest.fixture
def ruling(client, receive, filing_judge):
    """The page of the ruling on a filing of this type declined on this ground."""

    def show(case_type, ground="unlawful", language="en"):
        filing = receive(case_type=case_type)
        client.force_login(filing_judge)
        assert client.get(f"/filings/{filing.pk}/ruling/").status_code == 404
        workflow.decline(filing, by=filing_judge, ground=ground, reasons="理由在此")
        client.cookies["django_language"] = language
        return client.get(f"/filings/{filing.pk}/ruling/").content.decode()

    return show


def texts(page):
    return re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize("case_type", TYPES)
def test_every_ground_rests_on_the_law_of_its_type(case_type):
    with translation.override("en"):
        cited = " ".join(ground.cite() for ground in grounds_for(case_type).values())
    assert {name for name in LAW.values() if name in cited} == {LAW[case_type]}


def test_an_administrative_suit_is_not_declined_for_being_one():
    assert "administrative" in grounds_for("民初")
    for case_type in ("行初", "刑初", "执"):
        assert "administrative" not in grounds_for(case_type)


def test_every_type_has_the_grounds_of_registration_and_all_are_known():
    for case_type in TYPES:
        offered = grounds_for(case_type)
        assert {"unlawful", "competence", "not_corrected", "still_defective"} <= set(offered)
        assert offered.items() <= GROUNDS.items()
    assert {code for case_type in TYPES for code in grounds_for(case_type)} == set(GROUNDS)
    assert all(len(code) <= 40 for code in GROUNDS)


@pytest.mark.parametrize(
    ("case_type", "codes"),
    [
        ("行初", {"out_of_time", "no_reconsideration", "not_reviewable"}),
        ("刑初", {"no_proof", "time_barred", "public_prosecution"}),
        ("执", {"not_effective", "nothing_owed"}),
    ],
)
def test_the_form_offers_them_and_the_verb_takes_no_others(client, receive, filing_judge, case_type, codes):
    filing = receive(case_type=case_type)
    client.force_login(filing_judge)
    address = f"/filings/{filing.pk}/decline/"
    page = client.get(address).content.decode()
    assert set(re.findall(r'name="ground" value="(\w+)"', page)) == set(grounds_open_to(filing)) >= codes
    sent = {"ground": "arbitration", "reasons": "理由在此", "seen": filing.state_since.isoformat()}
    assert client.post(address, sent).status_code == 422
    with pytest.raises(workflow.ValidationError):
        workflow.decline(filing, by=filing_judge, ground="arbitration", reasons="理由在此")
    assert Filing.objects.get().state == "submitted"
    client.post(address, {**sent, "ground": min(codes)})
    assert Filing.objects.get().refusal.ground == min(codes)


@pytest.mark.parametrize("case_type", TYPES)
def test_the_ruling_prints_each_ground_with_its_article(ruling, case_type):
    for ground in list(grounds_for(case_type).values())[5:9]:
        page = texts(ruling(case_type, ground.code))
        assert "理由在此" in page and f"art. {ground.article.number}" in page


@pytest.mark.parametrize(
    ("case_type", "days", "article"),
    [
        ("民初", "within 10 days", "Civil Procedure Law (text of 2023), art. 171"),
        ("行初", "within 10 days", "Administrative Procedure Law, art. 85"),
        ("刑初", "within 5 days, counted from the day after", "Criminal Procedure Law, art. 230"),
    ],
)
def test_the_remedy_is_that_of_the_type(ruling, case_type, days, article):
    page = texts(ruling(case_type))
    assert days in page and article in page


def test_no_days_are_invented_for_enforcement(ruling):
    page = ruling("执")
    rules = texts(page[page.index("The court rules") : page.index("</main>")])
    assert "you may ask the court above" in rules and "days" not in rules


@pytest.mark.parametrize(
    ("case_type", "name", "sentence"),
    [
        ("民初", "不予受理裁定书", "对本起诉，不予受理。"),
        ("行初", "不予立案裁定书", "对本起诉，不予立案。"),
        ("刑初", "不予受理裁定书", "对本自诉，不予受理。"),
        ("执", "不予受理裁定书", "对本执行申请，不予受理。"),
    ],
)
def test_the_ruling_is_called_as_its_law_calls_it(ruling, case_type, name, sentence):
    page = texts(ruling(case_type, language="zh-hans"))
    assert name in page and sentence in page


def test_five_days_also_in_korean(ruling):
    assert "5일 안에" in texts(ruling("刑初", language="ko"))


@pytest.mark.parametrize(
    ("case_type", "cited", "foreign"),
    [
        ("民初", "Civil Procedure Law (text of 2023), art. 126", "Administrative Procedure Law"),
        ("行初", "Administrative Procedure Law, art. 51", "Civil Procedure Law"),
        ("刑初", "art. 320", "Civil Procedure Law"),
        ("执", "Provisions on the Work of Enforcement (text of 2020), art. 16", "Civil Procedure Law (text"),
    ],
)
def test_the_receipt_cites_the_law_of_its_type(client, receive, clerk, case_type, cited, foreign):
    filing = receive(case_type=case_type)
    client.force_login(clerk)
    page = client.get(f"/filings/{filing.pk}/receipt/", headers={"accept-language": "en"}).content.decode()
    counted = texts(page[page.index("How this day was counted") : page.index("What happens next")])
    # The day itself is counted by 民诉法 85 whatever the case.
    assert cited in counted and foreign not in counted.replace(
        "Civil Procedure Law (text of 2023), art. 85", ""
    )


def test_the_receipt_promises_mediation_only_where_there_is_any(client, receive, clerk):
    client.force_login(clerk)
    for case_type, promised in (("民初", True), ("行初", False), ("执", False)):
        page = client.get(f"/filings/{receive(case_type=case_type).pk}/receipt/").content.decode()
        assert ("调解员" in texts(page)) is promised
