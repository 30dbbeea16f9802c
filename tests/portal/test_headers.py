"""A strict policy on every answer, and nothing in any template that would need a looser one."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.routes import routes

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
INLINE = {
    "script with a body": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)"),
    "style element": re.compile(r"<style[\s>]"),
    "style attribute": re.compile(r"\sstyle\s*=", re.I),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "htmx handler": re.compile(r"\shx-on[:\-=]|\shx-vals\s*=\s*[\"']js:"),
    "javascript address": re.compile(r"=\s*[\"']?\s*javascript:", re.I),
}


def faults(page):
    """Names of what stands inline; data for a chart (json_script) is no script."""
    page = re.sub(r'<script id="[\w-]+" type="application/json">.*?</script>', "", page, flags=re.S)
    return [name for name, pattern in INLINE.items() if pattern.search(page)]


@pytest.mark.parametrize("page, found", [
    ('<script>x()</script>', ["script with a body"]), ('<script src="a.js" defer></script>', []),
    ('<p style="x">', ["style attribute"]), ('<b onclick="x">', ["event handler"]), ("<p>on = off</p>", []),
    ('<script id="d" type="application/json">{}</script>', []), ('<a href="javascript:x">', ["javascript address"]),
])  # fmt: skip
def test_the_test_finds_what_it_looks_for(page, found):
    assert faults(page) == found


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_no_template_contains_inline_script_or_style(path):
    text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.S)
    assert faults(text) == []


@pytest.fixture(params=["stranger", "administrator", "division", "clerk"])
def visitor(request, district):
    client = Client(raise_request_exception=False)
    if request.param != "stranger":
        client.force_login(request.getfixturevalue(request.param))
    return client


def test_every_answer_carries_the_policy_and_the_headers(visitor):
    for route in routes():
        response = visitor.get(route.url)
        policy = dict(
            part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'", route
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'", route
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'", route
        assert "unsafe" not in response["Content-Security-Policy"], route
        assert response["X-Content-Type-Options"] == "nosniff", route
        assert response["X-Frame-Options"] == "DENY", route
        assert response["Referrer-Policy"] == "same-origin", route
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", route
        assert response.status_code != 500, route
        if response["Content-Type"].startswith("text/html"):
            assert faults(response.content.decode()) == [], route


def test_behind_a_proxy_with_tls_cookies_are_secure_and_the_browser_keeps_to_https():
    """Settings are read once at the start, so another start is asked."""
    import os
    import subprocess
    import sys

    ask = (
        "from django.conf import settings as s; import django; django.setup();"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.SECURE_PROXY_SSL_HEADER)"
    )
    environment = {**os.environ, "HTTPS": "true", "PROXIES": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=TEMPLATES.parent, env=environment, capture_output=True, text=True
    )
    assert done.stdout.strip() == "True True 31536000 ('HTTP_X_FORWARDED_PROTO', 'https')", done.stderr
