"""From a dispute at a window to a rank on the dashboard, in a real browser; and every page of the house, looked at."""

import re

import pytest
from django.urls import reverse

from evaluation.models import Rating
from filing.models import Filing
from mediation.models import Confirmation, Mediation, MediationOrganisation, Mediator
from metrics.ranking.models import Ranking
from metrics.rollup.refresh import refresh
from portal.people.models import Person
from tests.browser.conftest import DESKTOP, PHONE
from tests.language import foreign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def roster(helong, mediator_person):
    organisation = MediationOrganisation.objects.create(name="和龙市人民调解委员会", kind="people")
    organisation.courts.add(helong)
    mediator = Mediator.objects.create(name="金明哲", organisation=organisation, person=mediator_person)
    mediator.courts.add(helong)
    return mediator


def enter_at_the_window(page):
    page.goto("/filings/enter/")
    page.fill("[name=party-0-name]", "朴英海")
    page.fill("[name=party-0-phone]", "13904330001")
    page.fill("[name=party-1-name]", "和龙松木材加工厂")
    page.select_option("[name=party-1-kind]", "organisation")
    page.fill("[name=cause_text]", "民间借贷纠纷")
    page.fill("[name=claim]", "请求判令被告归还借款三万五千元。")
    page.fill("[name=amount]", "3.5万")
    page.click("form#entry button.button--primary, form button.button--primary")
    page.wait_for_url(re.compile(r"/filings/\d+/"))


def test_a_dispute_becomes_a_rank(page, sign_in, clerk, filing_judge, division, mediator_person, roster):
    sign_in(clerk)
    enter_at_the_window(page)
    filing = Filing.objects.get()
    assert (filing.state, filing.amount, filing.cause_name) == ("submitted", 35000, "民间借贷纠纷")

    sign_in(filing_judge)
    page.goto(reverse("filing:detail", args=[filing.pk]))
    page.goto(reverse("mediation:refer", args=[filing.pk]))
    page.locator("[name=to]").last.check()
    for choice in page.locator("select[name^=consent], [name^=consent][value=counter]").all():
        choice.select_option("counter") if choice.evaluate("e => e.tagName") == "SELECT" else choice.check()
    page.click("form .button--primary")
    mediation = Mediation.objects.get()
    assert mediation.state == "offered"

    sign_in(mediator_person)
    page.goto(reverse("mediation:detail", args=[mediation.pk]))
    page.click(".verbs .button--primary")
    page.wait_for_load_state()
    page.goto(reverse("mediation:agree", args=[mediation.pk]))
    page.fill("[name=agreement]", "被告于2026年12月31日前归还三万五千元。")
    page.click("form .button--primary")
    page.wait_for_load_state()
    mediation.refresh_from_db()
    filing.refresh_from_db()
    assert (mediation.state, filing.state) == ("succeeded", "settled")

    refresh()
    sign_in(division)
    page.goto("/dashboard/?period=day")
    line = page.locator("tr", has_text="和龙林院").first
    assert "100.00%" in line.inner_text() and "1 / 1" in line.inner_text()
    line.locator("a", has_text="1 / 1").click()
    assert filing.reference in page.locator("main").inner_text()


def test_two_judges_on_one_filing(page, sign_in, context, clerk, filing_judge, person_at, helong):
    sign_in(clerk)
    enter_at_the_window(page)
    filing = Filing.objects.get()
    sign_in(filing_judge)
    page.goto(reverse("filing:docket", args=[filing.pk]))
    slower = context.new_page()
    slower.goto(reverse("filing:docket", args=[filing.pk]))
    page.click("form .button--primary")
    page.wait_for_load_state()
    with slower.expect_response(re.compile(r"/docket/")) as answer:
        slower.click("form .button--primary")
    assert answer.value.status == 409
    assert filing_judge.name in slower.locator("main").inner_text()
    assert Filing.objects.get().case_number.serial == 1


def addresses(person):
    """Every page this person's menu and work lead to."""
    filing = Filing.objects.visible_to(person).order_by("-pk").first()
    settled = Filing.objects.visible_to(person).filter(state="settled").first()
    mediation = Mediation.objects.visible_to(person).order_by("-pk").first()
    confirmation = Confirmation.objects.visible_to(person).first()
    ranking = Ranking.objects.filter(indicator="diversion_a").order_by("-version", "-pk").first()
    yield from (
        "/",
        "/causes/",
        "/case-numbers/",
        "/fees/",
        "/time-limits/",
        "/calendar/",
        "/sessions/",
        "/password/",
    )
    if person.roles - {"mediator"}:
        yield from (
            "/dashboard/?period=month",
            "/dashboard/cases/?period=month",
            "/dashboard/board/",
            "/rankings/",
            f"/rankings/{ranking.pk}/?again=1",
            "/filings/",
        )
        yield from (f"/filings/{filing.pk}/", "/confirmations/", "/registers/")
        # The district depends on the day: on some a court has none of these.
        yield from [f"/filings/{settled.pk}/"] if settled else []
        yield from [f"/confirmations/{confirmation.pk}/"] if confirmation else []
    if "clerk" in person.roles:
        yield from ("/filings/enter/", f"/filings/{filing.pk}/receipt/")
    if mediation:
        yield from ("/mediations/", f"/mediations/{mediation.pk}/", f"/mediations/{mediation.pk}/record/")


@pytest.mark.parametrize("language", ["zh-hans", "ko", "en"])
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_page_is_accessible_in_every_language(
    page, appear, axe, fits, screenshot, sign_in, seeded, language, width
):
    faults = []
    for username in ("lian", "chuangkou", "tiaojie"):
        person = sign_in(Person.objects.get(username=username))
        appear(page, language=language, width=width)
        for address in dict.fromkeys(addresses(person)):
            answer = page.goto(address)
            if answer.status != 200:
                faults.append(f"{username} {address}: {answer.status}")
                continue
            for check in (fits, axe):
                try:
                    check(page)
                except AssertionError as error:
                    faults.append(f"{username} {address}: {error}"[:600])
            if strange := foreign(page.content(), language):
                faults.append(f"{username} {address}: {strange[:5]}")
            screenshot(
                page,
                f"{username}-{language}-{width}-{address.strip('/').replace('/', '_').replace('?', '_')}",
            )
    assert faults == []


def test_a_litigant_rates_on_a_phone_without_scripts(without_scripts, seeded):
    rating = Rating.objects.filter(state="invited").first()
    page = without_scripts()
    page.goto(f"/ratings/{rating.code}/")
    page.check("[name=grade][value='5']")
    page.click("form .button--primary")
    page.wait_for_load_state()
    rating.refresh_from_db()
    assert (rating.state, rating.grade) == ("given", 5)
