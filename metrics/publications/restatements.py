"""Versions of one published ranking side by side: what a restatement changed, court by court."""

from dataclasses import dataclass
from itertools import pairwise

from metrics.publications.published import Line, Published
from metrics.ranking.models import Ranking
from portal.courts.models import Court


@dataclass(frozen=True)
class Change:
    """What became of one line (without a court: of the district's); None where nothing was counted."""

    court: Court | None
    before: Line | None
    after: Line | None


@dataclass(frozen=True)
class Restatement:
    """A version and the one that took its place, as one reader may see them."""

    former: Published
    later: Published

    @property
    def changes(self):
        """[Change] of the reader's courts whose figure or place is another one, and of the district."""
        pairs = [
            Change(court, self.former.by_court.get(pk), self.later.by_court.get(pk))
            for pk, court in self.later.courts.items()
        ]
        pairs.append(Change(None, self.former.district, self.later.district))
        return [pair for pair in pairs if pair.before != pair.after]

    @property
    def rule_changed(self):
        """Whether it was counted by another rule, and not only from a corrected record."""
        return self.former.ranking.definition["rule"] != self.later.ranking.definition["rule"]


def versions_of(ranking):
    """All versions of the ranking, oldest first."""
    same = {name: getattr(ranking, name) for name in ("period", "begin", "end", "indicator")}
    return list(Ranking.objects.filter(**same).order_by("version"))


def restatements(shown):
    """[Restatement] between neighbours in a list of Published, oldest first."""
    return [Restatement(former, later) for former, later in pairwise(shown)]
