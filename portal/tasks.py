from celery import shared_task

from portal.partitions import make_partitions


@shared_task
def make_event_partitions():
    make_partitions()
