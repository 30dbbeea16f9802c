"""The worker's application; the schedule itself is in the settings."""

from celery import Celery

app = Celery("songting")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
