"""What went wrong is said in the reader's language, with what to do next, and without what it was inside."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.urls("tests.portal.urls_that_fail"), pytest.mark.django_db]


@pytest.fixture
def visitor(district):
    return Client(raise_request_exception=False)


@pytest.fixture
def staff(visitor, clerk):
    visitor.force_login(clerk)
    return visitor


@pytest.mark.parametrize("language, heading", [
    ("zh-hans", {400: "看不懂这个请求", 403: "您不能办理这件事", 404: "没有这个页面", 409: "别人先办了一步", 500: "系统出了问题"}),
    ("ko", {400: "요청을 읽을수 없습니다", 403: "이 일을 처리할 권한이 없습니다", 404: "이 페지가 없습니다",
            409: "다른 사람이 먼저 처리했습니다", 500: "체계에 문제가 생겼습니다"}),
    ("en", {400: "This request cannot be read", 403: "You may not do this", 404: "There is no such page",
            409: "Somebody was quicker", 500: "Something broke on our side"}),
])  # fmt: skip
def test_every_error_speaks_the_reader_s_language(visitor, clerk, language, heading):
    visitor.cookies["django_language"] = language
    for _who in ("visitor", "staff"):
        for status, words in heading.items():
            response = visitor.get(f"/fail/{status}/")
            assert response.status_code == status
            assert f"<h1>{words}</h1>" in response.content.decode()
        visitor.force_login(clerk)


@pytest.mark.parametrize("language, detail", [
    ("zh-hans", "这个地址没有内容。"), ("en", "There is nothing at this address."),
])  # fmt: skip
@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/nothing", "/api/v1/filings/1/no/such/"])
def test_an_unknown_address_of_the_api_is_told_to_programs(visitor, clerk, path, language, detail):
    visitor.cookies["django_language"] = language
    for ask in (visitor.get, visitor.post):
        answer = ask(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
        assert answer.json() == {"code": "not_found", "detail": detail}
    visitor.force_login(clerk)
    assert visitor.get(path).json()["code"] == "not_found"


def test_an_api_address_without_its_slash_still_leads_on(visitor):
    assert visitor.get("/api/v1/causes").url == "/api/v1/causes/"


def test_a_broken_page_shows_its_number_and_nothing_of_its_inside(staff):
    response = staff.get("/fail/500/")
    page = response.content.decode()
    assert response["X-Request-Number"] in page
    assert "secret detail" not in page and "Traceback" not in page


def test_too_late_gives_the_reason_and_the_way_back(staff):
    response = staff.get("/fail/409/", headers={"referer": "http://testserver/filings/7/"})
    page = response.content.decode()
    assert "朴法官已办理这一步（10:42）。" in page and 'href="http://testserver/filings/7/"' in page
    elsewhere = staff.get("/fail/409/", headers={"referer": "https://evil.example/"}).content.decode()
    assert "evil" not in elsewhere


def test_too_late_for_a_fragment_is_a_fragment(staff):
    page = staff.get("/fail/409/", headers={"hx-request": "true"}).content.decode()
    assert "朴法官已办理这一步（10:42）。" in page and "<html" not in page


def test_errors_carry_the_secure_headers_too(visitor):
    for status in (400, 403, 404, 409, 500):
        response = visitor.get(f"/fail/{status}/")
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_foreign_host_name_is_refused(district):
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400


def test_a_form_from_another_site_is_refused(clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    response = strict.post(reverse("people:sign_out"), headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert "<h1>这份表单已过期</h1>" in response.content.decode()
    assert strict.get(reverse("people:sessions")).status_code == 200
