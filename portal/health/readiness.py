"""What the portal needs before it may be sent requests."""

import structlog
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from redis import Redis
from redis.exceptions import RedisError

log = structlog.get_logger("songting")
BROKER_SECONDS = 2


def missing():
    """Names among "database", "migrations", "broker" of what is not there; an empty list when all is well."""
    lacking = [
        name for name, reaches in (("database", _database), ("broker", _broker)) if not _try(name, reaches)
    ]
    if "database" not in lacking and not _try("migrations", _migrations):
        lacking.append("migrations")
    return lacking


def _try(name, reaches):
    try:
        return reaches()
    except (DatabaseError, RedisError, OSError) as error:
        log.warning("not ready", missing=name, error=type(error).__name__)
        return False


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _broker():
    with Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=BROKER_SECONDS, socket_connect_timeout=BROKER_SECONDS
    ) as broker:
        return broker.ping()


def _migrations():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
