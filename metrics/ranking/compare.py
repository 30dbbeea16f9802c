"""Year on year 同比: the same part of the year before, never a whole period against a running one."""

from dataclasses import dataclass
from fractions import Fraction

from metrics.ranking.rates import FigureValue


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
