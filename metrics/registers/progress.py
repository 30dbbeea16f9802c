"""How far a worker is, for whoever looks: kept in the cache, since nothing depends on it."""

from time import monotonic

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

EVERY = 200  # rows between two looks at the clock
PAUSE = 0.4  # seconds between two reports
KEPT = 3600  # seconds; longer than any import

STEPS = {
    "waiting": _("Waiting for a worker"),
    "reading": _("Reading the file"),
    "comparing": _("Comparing with what is on record"),
    "deriving": _("Working out the events"),
    "writing": _("Writing the events"),
}


class Progress:
    """Reports of one import. `step()` is called for each row."""

    def __init__(self, pk):
        self._key, self._next = _key(pk), 0.0
        self._step, self._rows, self._total, self._measure = "waiting", 0, None, None

    def enter(self, step, total=None, measure=None):
        """A new step of `total` rows, or of what `measure` counts where rows are not known before."""
        self._step, self._rows, self._total, self._measure = step, 0, total, measure
        self._report()

    def step(self):
        self._rows += 1
        if self._rows % EVERY == 0 and monotonic() >= self._next:
            self._report()

    def _report(self):
        done = self._measure() if self._measure else self._rows
        cache.set(self._key, {"step": self._step, "done": done, "total": self._total}, KEPT)
        self._next = monotonic() + PAUSE

    def finish(self):
        cache.delete(self._key)


def progress_of(pk):
    """{"step", "done", "total"} as last reported; total is None where nobody can know it."""
    return cache.get(_key(pk)) or {"step": "waiting", "done": 0, "total": None}


def _key(pk):
    return f"register-import:{pk}"
