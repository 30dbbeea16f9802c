"""Numbers are given out without gaps, whoever fails and however many ask at once."""

import random
import threading
import time

import pytest
from django.db import connection, transaction

from filing.casenumbers.models import CaseNumber, CaseNumberSeries

THREADS, EACH = 8, 25


class Abandoned(Exception):
    """A case that was not docketed after all."""


def take(court, *, type_code="民初", year=2026):
    return CaseNumber.objects.take(court=court, year=year, type_code=type_code)


def test_serials_run_per_court_year_and_type(helong, dunhua):
    assert [take(helong).serial for _ in range(3)] == [1, 2, 3]
    assert take(dunhua).serial == take(helong, type_code="执").serial == take(helong, year=2027).serial == 1


def test_a_number_that_is_rolled_back_is_given_to_the_next(helong):
    take(helong)
    with pytest.raises(Abandoned), transaction.atomic():
        assert take(helong).serial == 2
        raise Abandoned
    assert take(helong).serial == 2


def test_a_series_goes_on_above_what_another_system_gave_out(helong, dunhua):
    take(helong)
    CaseNumber.objects.continue_after([(helong.pk, 2026, "民初", 40), (dunhua.pk, 2026, "执", 7)])
    assert (take(helong).serial, take(dunhua, type_code="执").serial) == (41, 8)
    assert take(helong, year=2027).serial == take(dunhua).serial == 1


def test_what_another_system_gave_out_is_given_up_down_to_what_is_held(helong, dunhua):
    assert take(helong).serial == take(helong, year=2027).serial == 1
    series = [(helong.pk, 2026, "民初", 40), (helong.pk, 2027, "民初", 9), (dunhua.pk, 2026, "执", 7)]
    CaseNumber.objects.continue_after(series)
    CaseNumber.objects.go_back_to(
        [(helong.pk, 2026, "民初", 0), (dunhua.pk, 2026, "执", 5), (dunhua.pk, 2030, "执", 3)]
    )
    CaseNumber.objects.go_back_to([])
    assert (take(helong).serial, take(dunhua, type_code="执").serial) == (2, 6)
    assert take(helong, year=2027).serial == 10


@pytest.mark.django_db(transaction=True)
def test_series_are_locked_in_one_order(helong):
    """Whoever gives up serials and has to wait for one series holds none that come after it."""
    rows = [(helong.pk, 2027, "民初", 40), (helong.pk, 2026, "行初", 40), (helong.pk, 2026, "民初", 40)]
    for row in rows:  # as they lie in the table; each waits behind the one that comes after it here
        CaseNumber.objects.continue_after([row])
    first, *others = sorted(rows)
    giving_up = threading.Thread(target=alone, args=(lambda: CaseNumber.objects.go_back_to(rows),))
    with transaction.atomic():
        CaseNumber.objects.continue_after([first])
        giving_up.start()
        wait_until_somebody_waits()
        CaseNumber.objects.continue_after(others)
    giving_up.join()
    assert set(CaseNumberSeries.objects.values_list("last", flat=True)) == {40}


def alone(deed):
    """In a thread and a session of its own."""
    try:
        with transaction.atomic():
            deed()
    finally:
        connection.close()


def wait_until_somebody_waits():
    end = time.monotonic() + 30
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < end, "nobody waits"
            time.sleep(0.02)


def test_a_series_never_goes_back(helong):
    CaseNumber.objects.continue_after([(helong.pk, 2026, "民初", 40)])
    CaseNumber.objects.continue_after([(helong.pk, 2026, "民初", 3)])
    CaseNumber.objects.continue_after([])
    assert take(helong).serial == 41


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_at_once_leave_no_gap(helong):
    """8 threads × 25 numbers, about a fifth rolled back: 1…n, each once."""
    kept, failures = [], []

    def clerk(seed):
        chance = random.Random(seed)
        try:
            for _round in range(EACH):
                try:
                    with transaction.atomic():
                        number = take(helong)
                        if chance.random() < 0.2:
                            raise Abandoned
                except Abandoned:
                    continue
                kept.append(number.serial)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(seed,)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert 0 < len(kept) < THREADS * EACH
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert sorted(CaseNumber.objects.values_list("serial", flat=True)) == sorted(kept)
    assert CaseNumberSeries.objects.get().last == len(kept)
