from celery import shared_task

from evaluation.ratings.workflow import invite_ended


@shared_task
def invite_to_rate():
    invite_ended()
