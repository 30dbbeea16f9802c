"""Parts of a page that are drawn once and kept until something in them changes.

Figures change now and then and are looked at all day; a template costs more than the statement behind it.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language

MOST = 5_000  # parts, each of about two kilobytes


def drawn(template, part):
    """The template with `part` in it. `part` is all it shows: a tuple of plain values, so that equal ones look equal.

    Kept in this process's memory: nothing personal, nothing of the request and no model's row may stand in it.
    """
    return _drawn(template, get_language(), part)


@lru_cache(maxsize=MOST)
def _drawn(template, _language, part):
    return render_to_string(template, {"part": part})
