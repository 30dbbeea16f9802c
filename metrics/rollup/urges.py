"""Urges 督促: what a weekly urge or monthly dispatch said of the courts whose figures a reader may read."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.dashboard.choice import reading_roles
from metrics.indicators.declarations import INDICATORS
from metrics.ranking.models import Period
from metrics.ranking.rates import FigureValue, percent_text
from metrics.ranking.windows import DAY, Window
from metrics.rollup.models import Run
from portal.courts.models import Court

PERIODS = {Run.Job.WEEKLY_URGE: Period.WEEK, Run.Job.MONTHLY_DISPATCH: Period.MONTH}


def courts_read(person):
    """{id: Court} of the courts whose figures the person may read."""
    return {court.pk: court for court in Court.objects.served_by(person, *reading_roles(person))}


def last_urges(courts):
    """[Urge] of the last week and the last month that were looked at; one statement."""
    done = Run.objects.filter(job__in=PERIODS, outcome=Run.Outcome.DONE)
    return [Urge(run, courts) for run in done.order_by("-job", "-day").distinct("job")]


@dataclass(frozen=True)
class Lack:
    """What a court lacked of one aim, as the run wrote it down."""

    court: Court
    entry: dict
    window: Window

    @property
    def indicator(self):
        """The declaration; None if it was given up since."""
        return INDICATORS.get(self.entry["indicator"])

    @property
    def name(self):
        return self.indicator.name if self.indicator else self.entry["indicator"]

    @property
    def figure(self):
        return FigureValue(self.entry["numerator"], self.entry["denominator"])

    @property
    def then(self):
        """Last year's count, where the aim is to stay below it."""
        return self.entry.get("then")

    @property
    def aim(self):
        """What was to be reached; runs from before it was written down do not say."""
        if self.then is not None:
            return _("below last year's %(then)d") % {"then": self.then}
        if "target" not in self.entry:
            return ""
        target = Fraction(self.entry["target"])
        return percent_text(FigureValue(target.numerator, target.denominator), 0) + "%"

    @property
    def gap(self):
        missing = self.entry["missing"]
        if missing is None:
            return _("no longer to be reached in this period")
        if self.then is not None:
            return ngettext("%(n)d case too many", "%(n)d cases too many", missing) % {"n": missing}
        return ngettext("%(n)d case short", "%(n)d cases short", missing) % {"n": missing}

    @property
    def address(self):
        """The figures of that window, court and indicator."""
        asked = {
            "period": self.window.period,
            "on": self.window.last.isoformat(),
            "court": self.court.pk,
            "indicator": self.entry["indicator"],
        }
        return f"{reverse('dashboard:home')}?{urlencode(asked)}"


class Urge:
    """One run as a reader of `courts` {id: Court} may see it."""

    def __init__(self, run, courts):
        self.run, self.courts = run, courts
        self.window = Window.of(PERIODS[run.job], run.day - DAY)

    @property
    def whole_district(self):
        return any(court.level == Court.Level.INTERMEDIATE for court in self.courts.values())

    @cached_property
    def named(self):
        """[(Court, [Lack])] of the courts that lack something."""
        lacks = {}
        for entry in self.run.report.get("below", []):
            if court := self.courts.get(entry["court"]):
                lacks.setdefault(court, []).append(Lack(court, entry, self.window))
        return sorted(lacks.items(), key=lambda pair: pair[0].pk)

    @property
    def unnamed(self):
        """The basic courts that lack nothing."""
        return [court for court in self._others if self._counted(court)]

    @property
    def without_data(self):
        """The basic courts in which nothing was counted, closed ones among them."""
        return [court for court in self._others if not self._counted(court)]

    @property
    def _others(self):
        named = {court for court, _lacks in self.named}
        return [
            court for court in self.courts.values() if court.level == Court.Level.BASIC and court not in named
        ]

    def _counted(self, court):
        """Runs from before it was written down do not say; they counted every court."""
        return court.pk in self.run.report.get("counted", self.courts)

    @property
    def address(self):
        """Of its page, for those who may read it; "" for others."""
        if "below" not in self.run.report or not (self.named or self.whole_district):
            return ""
        return reverse("rollup:urge", args=[self.run.pk])

    @property
    def definitions(self):
        """The indicators that stand in it, each once, in their order."""
        lacked = {lack.entry["indicator"] for _court, lacks in self.named for lack in lacks}
        return [one for code, one in INDICATORS.items() if code in lacked]
