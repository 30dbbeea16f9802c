"""The pages of the law in each language: nothing of another one, whole without a script, linkable."""

import pytest

from tests.language import foreign

LANGUAGES = ["zh-hans", "ko", "en"]
FEES = [
    "",
    "?kind=property&amount=100,000&halved_by=mediation&halved_by=simple",
    "?kind=divorce&amount=300000",
    "?kind=preservation",
    "?kind=payment_order&amount=100000&reduced_by=30",
    "?kind=enforcement",
    "?kind=property&amount=60000+%2B+40000&appeal=1&nonproperty=1",
    "?kind=property&amount=200000&previous_amount=100000",
    "?kind=property&amount=100000&previous_amount=200000",
    "?kind=property&amount=100000&previous_amount=200000&late=1",
    "?kind=property&amount=100000&ordinary=1",
    "?kind=property&amount=100000&refund=remanded",
    "?kind=property&amount=100000&currency=USD&rate=7.1",
    "?kind=labour&wages=1&appeal=1",
    "?kind=administrative_compensation",
    "?kind=bankruptcy&amount=200000000",
    "?kind=property",
    "?kind=property&amount=-1&reduced_by=x&rate=1",
]
ADDRESSES = [
    *(f"/fees/{query}" for query in FEES),
    "/causes/",
    "/causes/?q=%E6%AC%A0%E9%92%B1&on=2026-03-02",
    "/causes/?q=zzzzzz",
    "/causes/?on=2020-01-01",
    "/causes/2020/132/",
    "/causes/2020/148/",
    "/causes/2020/140/",
    "/causes/2020/P04/",
    "/causes/2025/137/",
    "/causes/2025/S10/",
    "/case-numbers/",
    "/case-numbers/?text=2024%E5%90%897502%E6%B0%91%E5%88%9D22%E5%8F%B7%E4%B9%8B%E4%B8%80",
    "/case-numbers/?text=2024%E5%90%8975xx%E6%89%A7xx",
    "/case-numbers/?text=2019%E6%9C%80%E9%AB%98%E6%B3%95%E6%B0%91%E7%BB%881",
    "/case-numbers/?text=",
    "/case-numbers/?text=2024",
    "/case-numbers/?text=x",
    "/which-court/",
    "/which-court/?cause=%E7%A6%BB%E5%A9%9A&place_defendant=%E6%95%A6%E5%8C%96%E5%B8%82&amount=5000&on=2026-03-02",
    "/which-court/?cause=%E4%B9%B0%E5%8D%96%E5%90%88%E5%90%8C%E7%BA%A0%E7%BA%B7&amount=600000000&place_performance=other",
    "/which-court/?cause=%E7%8E%AF%E5%A2%83%E6%B1%A1%E6%9F%93%E8%B4%A3%E4%BB%BB%E7%BA%A0%E7%BA%B7&facts=foreign&facts=status",
    "/which-court/?cause=%E6%9E%97%E4%B8%9A%E6%89%BF%E5%8C%85%E5%90%88%E5%90%8C%E7%BA%A0%E7%BA%B7&facts=unclear",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_of_another_language(client, district, address, language):
    client.cookies["django_language"] = language
    page = client.get(address)
    assert page.status_code in (200, 400)
    assert foreign(page.content.decode(), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/causes/lists/", "/causes/lists/bring-in/"])
def test_the_staff_s_pages_too(client, division, address, language):
    client.force_login(division)
    client.cookies["django_language"] = language
    assert foreign(client.get(address).content.decode(), language) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_open_to_everybody_and_only_to_be_read(client, district, address):
    page = client.get(address)
    assert page.status_code in (200, 400) and "sign" not in page.get("Location", "")
    assert "<script>" not in page.content.decode()


@pytest.mark.parametrize("route", ["/fees/", "/causes/", "/case-numbers/", "/which-court/"])
def test_the_home_page_leads_there(client, district, route):
    assert f'href="{route}"' in client.get("/").content.decode()
