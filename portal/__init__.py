"""The ground floor: project, courts, people, calendar, events, documents, notices, audit."""

from .celery import app as celery_app

__all__ = ["celery_app"]
