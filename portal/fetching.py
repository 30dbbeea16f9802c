"""Reading rows without models, where building a statement and its objects would cost more than running it."""

from functools import lru_cache

from django.db import connection


def fetched(sql, params):
    """The rows as the driver gives them: there may be thousands, and plain values need no conversion."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@lru_cache(maxsize=256)
def compiled(build, *args):
    """(sql, params) of the queryset `build(*args)`, which must depend on these arguments alone.

    Put together once for the same arguments: a page asked all day by many readers of one court.
    """
    return build(*args).query.sql_with_params()
