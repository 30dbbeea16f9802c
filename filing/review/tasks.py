from celery import shared_task

from filing.review import expiry


@shared_task
def docket_expired():
    expiry.docket_expired()
