"""Whatever a page offers can be opened: every kind of page within reach of each role, once each."""

import re
from urllib.parse import urlsplit

import pytest

from filing.intake.models import Filing
from portal.people.models import Person
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)

# At least so many kinds of pages, whatever the cases of the day offer beside them.
ROLES = {
    "": 8,  # a visitor
    "lian": 30,
    "chuangkou": 20,
    "faguan": 20,
    "tiaojie": 6,
    "shenpan": 12,
    "lingdao": 12,
    "zhuanren": 12,
    "guanli": 25,
    "litigant": 10,
}
FILES = re.compile(r"\.(csv|xlsx|json|ics|md)$|^/api/|^/static/")


def kind(address):
    """What a page is of, whichever case, day or person it shows."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d|\d+", "N", urlsplit(address).path)
    return re.sub(r"/[PS]N/", "/N/", path)


def links(page, base):
    """Addresses of this site that the page offers to open, without files."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split('#')[0])")
    return [one for one in found if one.startswith(base) and not FILES.search(urlsplit(one).path)]


@pytest.mark.parametrize("username", ROLES)
def test_every_link_opens_and_every_page_is_accessible(
    page, sign_in, person_at, live_server, seeded, axe, fits, username
):
    if username == "litigant":
        litigant = sign_in(person_at(username=username, name="朴英海"))
        Filing.objects.update(filed_by=litigant)  # in every state there is
    elif username:
        sign_in(Person.objects.get(username=username))
    waiting, seen, faults = [(f"{live_server.url}/", "")], set(), []
    while waiting:
        address, offered_by = waiting.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        answer = page.goto(address)
        if answer.status != 200:
            faults.append(f"{address}, offered by {offered_by}: {answer.status}")
            continue
        waiting += [(link, address) for link in links(page, live_server.url)]
        for width in (1280, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            for check in (axe, fits):
                try:
                    check(page)
                except AssertionError as error:
                    faults.append(f"{address} at {width}: {error}"[:600])
    assert faults == []
    assert len(seen) >= ROLES[username]
