"""G6 The dashboard does not feel the data: p95 of the ranking's data and of the whole page against an empty view."""

import datetime

from bench.ground import execute, ground, history, options, percentile, report, timed

PER_DAY = 440


def main():
    size = options("dashboard", rows=25_000, courts=6, rounds=120)
    rows = size.rows * 10 if size.full else size.rows
    with ground(courts=size.courts):
        from metrics.rollup.rollup import roll_up

        client = signed_in()
        first = datetime.date.today() - datetime.timedelta(days=rows // PER_DAY)
        history(rows, first, PER_DAY)
        roll_up()
        execute("VACUUM ANALYZE")
        empty, data, page = measure(client, size.rounds)
        history(rows * 15, first, PER_DAY * 15, start=rows + 1)
        roll_up()
        execute("VACUUM ANALYZE")
        empty_later, data_later, page_later = measure(client, size.rounds)
    report("dashboard", [
        ("empty view with sign-in, p95 ms", empty * 1000, ""),
        ("the ranking's data, p95 ms", data * 1000, ""),
        ("the dashboard page, p95 ms", page * 1000, ""),
        ("data ÷ empty", data / empty, "≤ 2.5"),
        ("page ÷ empty", page / empty, "≤ 10"),
        ("data at 16 × the events ÷ before", (data_later / empty_later) / (data / empty), "≤ 1.2"),
        ("page at 16 × the events ÷ before", (page_later / empty_later) / (page / empty), "≤ 1.2"),
    ])  # fmt: skip


def signed_in():
    """A client of the division, through the whole of the middleware."""
    from django.conf import settings
    from django.test import Client

    from portal.courts.models import Court
    from portal.people.models import Membership, Person

    settings.ROOT_URLCONF = "bench.pages"
    person = Person.objects.create_person("division", name="division")
    Membership.objects.create(person=person, court=Court.objects.get(level="intermediate"), role="division")
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def measure(client, rounds):
    """p95 seconds of each address, asked in turn."""
    addresses = ["/bench/empty/", "/bench/ranking/", "/dashboard/"]
    taken = {address: [] for address in addresses}
    for number in range(rounds + 3):
        for address in addresses:
            seconds = timed(lambda address=address: fetch(client, address))
            if number >= 3:
                taken[address].append(seconds)
    return [percentile(taken[address], 0.95) for address in addresses]


def fetch(client, address):
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
