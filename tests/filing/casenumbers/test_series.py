"""Numbers are given out without gaps, whoever fails and however many ask at once."""

import random
import threading

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
