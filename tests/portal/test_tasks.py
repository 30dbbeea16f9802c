"""The worker knows every task the clock asks for."""

from django.conf import settings

from portal.celery import app, rooms


def test_rooms_of_every_floor_are_searched():
    found = set(rooms())
    assert {
        "portal",
        "portal.audit",
        "filing.intake",
        "mediation.conciliation",
        "evaluation.ratings",
        "metrics.rollup",
    } <= found


def test_every_scheduled_task_is_known_to_the_worker():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled - set(app.tasks) == set()


def test_tasks_are_named_by_their_module_so_that_the_schedule_cannot_drift():
    app.loader.import_default_modules()
    for name, task in app.tasks.items():
        if not name.startswith("celery."):
            assert name == f"{task.run.__module__}.{task.run.__name__}"
