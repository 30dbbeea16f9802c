"""Which court: by level, place, cause and day; and where an agreement is confirmed."""

from datetime import date
from decimal import Decimal

import pytest

from filing import causes
from filing.jurisdiction.competence import TIES, confirmation_courts, suggest
from filing.jurisdiction.rules import places_on, rules

DAY = date(2026, 3, 2)


def path(name, on=DAY):
    edition = causes.list_on(on)
    return [cause.name for cause in edition.path(edition.named(name))]


def kinds(suggestion):
    return [reason.kind for reason in suggestion.reasons]


@pytest.mark.parametrize(
    ("cause", "ties"),
    [
        ("民间借贷纠纷", ("defendant", "performance")),
        ("买卖合同纠纷", ("defendant", "performance")),
        ("林业承包合同纠纷", ("land",)),
        ("房屋租赁合同纠纷", ("land",)),
        ("建设工程施工合同纠纷", ("land",)),
        ("相邻采光、日照纠纷", ("land",)),
        ("法定继承纠纷", ("deceased", "estate")),
        ("追索劳动报酬纠纷", ("employer", "work")),
        ("劳务合同纠纷", ("defendant", "performance")),
        ("机动车交通事故责任纠纷", ("event", "defendant")),
        ("饲养动物损害责任纠纷", ("event", "defendant")),
        ("名誉权纠纷", ("event", "defendant")),
        ("财产损失保险合同纠纷", ("defendant", "insured_thing")),
        ("公路货物运输合同纠纷", ("departure", "destination", "defendant")),
        ("股东知情权纠纷", ("company",)),
        ("离婚纠纷", ("defendant",)),
    ],
)
def test_what_links_a_dispute_to_a_place(cause, ties):
    assert suggest(path(cause), DAY).ties == ties


def test_the_defendant_s_home_in_dunhua_leads_to_dunhua():
    suggestion = suggest(path("离婚纠纷"), DAY, places={"defendant": "敦化市"})
    assert (suggestion.level, suggestion.courts) == ("basic", ("敦化林院",))
    assert "plaintiff" in kinds(suggestion)


def test_a_contract_lets_the_plaintiff_choose():
    suggestion = suggest(path("买卖合同纠纷"), DAY, places={"defendant": "敦化市", "performance": "安图县"})
    assert suggestion.courts == ("敦化林院", "白河林院")
    assert "choice" in kinds(suggestion)


def test_land_decides_alone_whatever_else_is_told():
    suggestion = suggest(path("林业承包合同纠纷"), DAY, places={"land": "汪清县", "defendant": "敦化市"})
    assert suggestion.courts == ("汪清林院",)
    assert "exclusive" in kinds(suggestion)


def test_a_place_outside_the_district_names_no_court():
    suggestion = suggest(path("离婚纠纷"), DAY, places={"defendant": "other"})
    assert suggestion.courts == ()
    assert "outside" in kinds(suggestion)


def test_without_places_it_asks_for_them():
    assert "no_place" in kinds(suggest(path("离婚纠纷"), DAY))


def test_environmental_cases_go_to_railway_courts_since_2022_09_26():
    before = suggest(path("环境污染责任纠纷", date(2022, 9, 25)), date(2022, 9, 25))
    after = suggest(path("环境污染责任纠纷", date(2022, 9, 26)), date(2022, 9, 26))
    assert (before.elsewhere, after.elsewhere) == ("", "railway")


def test_causes_under_a_heading_follow_it():
    assert suggest(path("水污染责任纠纷"), DAY).elsewhere == "railway"
    assert suggest(path("船员劳务合同纠纷"), DAY).elsewhere == "maritime"


LEVELS = {
    "499,999,999.99: basic": ("499999999.99", False, "basic"),
    "500,000,000: intermediate": ("500000000", False, "intermediate"),
    "99,999,999.99 with an outsider: basic": ("99999999.99", True, "basic"),
    "100,000,000 with an outsider: intermediate": ("100000000", True, "intermediate"),
    "5,000,000,000: high": ("5000000000", False, "high"),
}


@pytest.mark.parametrize(("amount", "outsider", "level"), LEVELS.values(), ids=LEVELS)
def test_the_level_by_amount_fa_fa_2021_27(amount, outsider, level):
    suggestion = suggest(
        path("买卖合同纠纷"), DAY, amount=Decimal(amount), outsider=outsider, places={"defendant": "敦化市"}
    )
    assert suggestion.level == level
    assert suggestion.courts == (("敦化林院",) if level == "basic" else ())


def test_every_reason_has_words_in_it():
    suggestion = suggest(path("买卖合同纠纷"), DAY, places={"defendant": "敦化市", "performance": "other"})
    assert all(reason.text for reason in suggestion.reasons)


def test_every_cause_of_both_lists_has_an_answer():
    for on in (date(2025, 6, 1), DAY):
        edition = causes.list_on(on)
        for cause in edition.causes:
            suggestion = suggest([step.name for step in edition.path(cause)], on)
            assert suggestion.elsewhere or set(suggestion.ties) <= TIES.keys()


def test_rules_name_causes_that_exist_in_some_list():
    names = {cause.name for version in ("2020", "2025") for cause in causes.list(version).causes}
    for rule in (*rules().ties, *rules().elsewhere):
        assert rule.causes <= names


def test_places_lead_to_courts_of_the_district(district):
    assert {place.court for place in places_on(DAY).values()} <= district.keys()


def test_confirmation_after_the_court_s_own_invitation():
    courts, reasons = confirmation_courts(DAY, inviting="和龙林院", places=["敦化市"])
    assert courts == ("和龙林院",)
    assert "205" in str(reasons[0].basis)


def test_confirmation_was_article_201_before_2024():
    _courts, reasons = confirmation_courts(date(2023, 6, 1), inviting="和龙林院")
    assert "201" in str(reasons[0].basis)


def test_confirmation_where_the_organisation_mediated_on_its_own():
    courts, _reasons = confirmation_courts(DAY, places=["敦化市", "和龙市", "敦化市", "长春市"])
    assert courts == ("敦化林院", "和龙林院")


def test_confirmation_of_an_intermediate_court_s_dispute():
    courts, _reasons = confirmation_courts(
        DAY, places=["敦化市"], level="intermediate", intermediate="延边林区中院"
    )
    assert courts == ("延边林区中院",)


def test_two_courts_asked_the_first_to_register_confirms():
    courts, reasons = confirmation_courts(DAY, inviting="和龙林院", asked=["敦化林院", "和龙林院"])
    assert courts == ("敦化林院",)
    assert "352" in str(reasons[0].basis)
