"""Year on year 同比: the same part of the year before, never a whole period against a running one."""

from dataclasses import dataclass
from fractions import Fraction

from metrics.ranking.figures import figures, total
from metrics.ranking.rates import FigureValue, nothing


@dataclass(frozen=True)
class YearOnYear:
    now: FigureValue
    then: FigureValue

    @property
    def change(self):
        """(now − then) ÷ then for a count; the difference of the rates otherwise. None without a base."""
        if self.now.value is None or self.then.value is None:
            return None
        difference = self.now.value - self.then.value
        if self.now.denominator is not None:
            return difference
        return Fraction(difference, self.then.numerator) if self.then.numerator else None


def year_on_year(one, window, today, courts=None):
    """{court id: YearOnYear}, and None for all together; up to and including `today`."""
    window = window.so_far(today)
    now, then = figures(one, window, courts=courts), figures(one, window.year_ago(), courts=courts)
    none = nothing(one)
    answer = {
        court: YearOnYear(now.get(court, none), then.get(court, none)) for court in now.keys() | then.keys()
    }
    answer[None] = YearOnYear(none + total(now), none + total(then))
    return answer
