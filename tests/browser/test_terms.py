"""Words of the law on the pages a litigant gets: his filing, receipt, notice, ruling, mediation and rating."""

import datetime

import pytest
from django.utils import timezone

from evaluation.ratings.workflow import invite
from filing.review import workflow as review
from portal.terms.words import terms
from tests.browser.conftest import NARROWEST, PHONE
from tests.language import foreign
from tests.mediation import cases

pytestmark = pytest.mark.django_db(transaction=True)
LABELS = {"cause", "amount"}


@pytest.fixture
def pages(clerk, filing_judge, mediator_person, helong, litigant):
    """{address: words that are explained there}."""
    returned, declined, settled = (cases.file_case(clerk, helong, filed_by=litigant) for _time in range(3))
    soon = timezone.localdate() + datetime.timedelta(days=5)
    review.return_for_correction(returned, by=filing_judge, defects=["claim", "copies"], correct_by=soon)
    review.decline(declined, ground="arbitration", reasons="约定仲裁", by=filing_judge)
    mediator = cases.add_mediator(helong, person=mediator_person)
    mediation = cases.agreed(settled, mediator=mediator, by=filing_judge)
    return {
        f"/filings/{returned.pk}/": LABELS | {"correction"},
        f"/filings/{returned.pk}/receipt/": LABELS | {"docket", "case_number", "correction", "mediator", "docket_on_expiry"},
        f"/filings/{returned.pk}/notices/1/": {"cause", "ruling", "complaint"},
        f"/filings/{declined.pk}/ruling/": {"cause", "decline", "appeal"},
        f"/mediations/{mediation.pk}/": LABELS | {"mediator", "agreement", "confirmation"},
        f"/ratings/{invite(declined).code}/": {"rating"},
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "ko"])
@pytest.mark.parametrize("look", [{}, {"elder": True, "theme": "dark"}])
def test_a_litigant_s_pages_explain_their_words(
    page, sign_in, appear, axe, fits, screenshot, pages, litigant, language, look
):
    sign_in(litigant)
    for number, (url, keys) in enumerate(pages.items()):
        appear(page, language=language, width=PHONE if look else NARROWEST, **look).goto(url)
        words = page.locator("main a.term")
        found = {word.get_attribute("href").partition("#")[2] for word in words.all()}
        assert keys <= found <= set(terms()), url
        for word in words.all():
            word.click()
        assert page.locator(".term__means").count() == words.count()
        assert page.locator("[data-aloud-read]").is_visible() is bool(look)
        fits(page)
        axe(page)
        assert foreign(page.content(), language) == [], url
        screenshot(page, f"litigant-{number}-{language}-{'elder' if look else 'plain'}")
