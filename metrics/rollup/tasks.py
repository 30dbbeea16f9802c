"""Doorbells: what they do stands in jobs.py."""

from celery import shared_task

from metrics.rollup import jobs


@shared_task
def refresh_figures():
    jobs.refresh_figures()


@shared_task
def restate():
    jobs.restate()


@shared_task
def daily_count():
    jobs.daily_count()


@shared_task
def weekly_urge():
    jobs.weekly_urge()


@shared_task
def monthly_dispatch():
    jobs.monthly_dispatch()
