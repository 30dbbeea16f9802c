from celery import shared_task

from portal.calendar import recounting


@shared_task
def recount_limits():
    recounting.recount_limits()
