from celery import shared_task

from portal.people.sessions import SessionStore


@shared_task
def forget_expired_sessions():
    SessionStore.clear_expired()
