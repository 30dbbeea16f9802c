from celery import shared_task

from portal.audit.sealing import seal


@shared_task
def seal_audit():
    seal()
