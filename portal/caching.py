"""What the cache does while its server is away: nothing is remembered, and nothing fails for it."""

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger("songting")


class ForgetfulCache(RedisCache):
    """Only what may be lost is kept in it; what must not be lost is in the database."""

    def get(self, key, default=None, version=None):
        return _without_fail(default, super().get, key, default, version)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return _without_fail(False, super().add, key, value, timeout, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        _without_fail(None, super().set, key, value, timeout, version)

    def delete(self, key, version=None):
        return _without_fail(False, super().delete, key, version)


def _without_fail(otherwise, deed, *words):
    try:
        return deed(*words)
    except RedisError as error:
        log.warning("cache away", error=type(error).__name__)
        return otherwise
