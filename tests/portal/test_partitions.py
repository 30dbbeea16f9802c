"""Months of the event table are made ahead; what waited in the default partition moves into its month."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from portal import partitions as partitioning
from portal.events import Event
from portal.partitions import make_partitions

TODAY = datetime.date(1988, 11, 30)


def partitions(year):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE %s AND relkind = 'r'", [f"portal_event_{year}_%"]
        )
        return sorted(name[-7:] for (name,) in cursor.fetchall())


def happen(court, day):
    Event.objects.create(
        court=court, day=day, at=timezone.now(), subject_kind="filing", subject_id=1, verb="docket", process="test"
    )  # fmt: skip


def drop(*months):
    with connection.cursor() as cursor:
        for month in months:
            cursor.execute(f"DROP TABLE IF EXISTS portal_event_{month}")


def test_two_years_back_and_three_months_ahead(db):
    assert make_partitions(TODAY) == 28
    assert partitions(1986) == ["1986_11", "1986_12"]
    assert len(partitions(1987)) == len(partitions(1988)) == 12
    assert partitions(1989) == ["1989_01", "1989_02"]


def test_a_second_time_makes_nothing(db):
    make_partitions(TODAY)
    assert make_partitions(TODAY) == 0


def test_a_month_that_waits_in_the_default_partition_gets_its_own(helong):
    happen(helong, datetime.date(1977, 7, 7))
    assert make_partitions(TODAY, back=0, ahead=0) == 2
    assert partitions(1977) == ["1977_07"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM portal_event_1977_07")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_both_end_well():
    def work(_number):
        try:
            return make_partitions(datetime.date(1966, 1, 1), back=1, ahead=1)
        finally:
            connections.close_all()

    try:
        with ThreadPoolExecutor(3) as workers:
            assert sum(workers.map(work, range(3))) == 3
    finally:
        drop("1965_12", "1966_01", "1966_02")


@pytest.mark.django_db(transaction=True)
def test_a_month_is_left_to_the_next_run_rather_than_waited_for_behind_an_open_reader(
    helong, monkeypatch, caplog
):
    monkeypatch.setattr(partitioning, "PATIENCE", "200ms")
    month = datetime.date(1955, 5, 5)

    def work():
        try:
            return make_partitions(month, back=0, ahead=1)
        finally:
            connections.close_all()

    try:
        with (
            ThreadPoolExecutor(1) as worker,
            closing(psycopg2.connect(**connection.get_connection_params())) as reader,
        ):
            reader.cursor().execute("SELECT count(*) FROM portal_event")  # and stays in its transaction
            assert worker.submit(work).result(timeout=30) == 0
            assert [text for text in ("1955-05-01", "1955-06-01") if text not in caplog.text] == []
            happen(helong, month)  # no lock was left behind
            reader.rollback()
            assert worker.submit(work).result(timeout=30) == 2
        assert partitions(1955) == ["1955_05", "1955_06"]
    finally:
        drop("1955_05", "1955_06")


def test_the_command_and_the_task_do_the_same(db, capsys):
    from portal.tasks import make_event_partitions

    call_command("make_partitions")
    assert "28" in capsys.readouterr().out
    make_event_partitions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"portal_event_{timezone.localdate():%Y_%m}"])
        assert cursor.fetchone()[0]
