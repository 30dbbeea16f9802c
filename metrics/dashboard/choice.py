"""What the reader asked for: period, day, court, indicator, and as of which moment. Nonsense falls back, kindly."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.windows import DAY, EARLIEST, LATEST, Window, last_day
from portal.courts.models import Court
from portal.people.models import Role

PERIODS = ("day", "week", "month", "quarter", "year", "to_date")


@dataclass(frozen=True)
class Choice:
    """A reader's question to the figures. `court` is None for the whole district."""

    window: Window
    on: datetime.date
    indicator: object
    court: Court | None
    courts: tuple  # those this reader may look at
    whole_district: bool  # sees all basic courts, not just a place among them
    as_of: datetime.datetime | None

    def address(self, **changes):
        """The query string of this question with some answers changed; None takes one away."""
        return "?" + "&".join(part for part in {**self._asked, **_encoded(changes)}.values() if part)

    @cached_property
    def _asked(self):
        """The answers as they are, ready for an address: a page has dozens that differ in one."""
        return _encoded(
            {
                "period": self.window.period,
                "on": self.on,
                "court": self.court.pk if self.court else None,
                "indicator": self.indicator.code,
                "as_of": self.as_of.isoformat() if self.as_of else None,
            }
        )

    @property
    def today(self):
        """The last day that can have figures."""
        return last_day(self.as_of)

    @property
    def runs(self):
        """Whether the window goes on after that day."""
        return self.window.last > self.today

    @property
    def earlier(self):
        """The same question to the period before."""
        return self.address(on=self.window.previous().last)

    @property
    def later(self):
        """The same question to the period after; empty where that has not begun."""
        if self.window.last >= self.today:
            return ""
        return self.address(on=min(self.window.following().last, self.today))

    @property
    def board(self):
        """The same question for the full screen, which goes on with the days where the running period is shown."""
        return self.address(on=None) if self.on == self.today else self.address()

    @property
    def current(self):
        """The same question to the present state of the record."""
        return self.address(as_of=None)

    @property
    def scope(self):
        """Ids of the courts whose cases the figures at the top are made of."""
        return [self.court.pk] if self.court else [court.pk for court in self.courts]


def _encoded(values):
    """{name: "name=value"}, empty for what is not asked."""
    return {name: "" if value in (None, "") else urlencode({name: value}) for name, value in values.items()}


def choose(request):
    """The Choice behind a request. A court whose figures the person may not read is 404."""
    asked = request.GET
    courts = tuple(Court.objects.served_by(request.user, *reading_roles(request.user)))
    whole = any(court.level == Court.Level.INTERMEDIATE for court in courts)
    period = asked.get("period") if asked.get("period") in PERIODS else "week"
    as_of = _moment(asked.get("as_of"))
    on = _day(asked.get("on"), last_day(as_of))
    return Choice(
        window=Window.of(period, on),
        on=on,
        indicator=_indicator(asked.get("indicator")),
        court=_court(asked.get("court"), courts, whole),
        courts=courts,
        whole_district=whole,
        as_of=as_of,
    )


def may_read(person):
    return bool(reading_roles(person))


def reading_roles(person):
    """The person's roles that read figures: those of staff; mediators and operators have no business with rankings."""
    return person.roles - {Role.MEDIATOR, Role.OPERATOR}


def _day(text, latest):
    try:
        return max(EARLIEST, min(datetime.date.fromisoformat(text or ""), latest))
    except ValueError:
        return latest


def _moment(text):
    """The moment asked for, a day meaning its end; None for what is no moment, or not past."""
    try:
        moment, day = parse_datetime((text or "").replace(" ", "+")), parse_date(text or "")
    except ValueError:
        return None
    if day and EARLIEST <= day <= LATEST:
        moment = datetime.datetime.combine(day + DAY, datetime.time())
    if moment is None or not EARLIEST <= moment.date() <= LATEST:
        return None
    moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    # In its own offset the database may not read it: PostgreSQL knows none beyond sixteen hours.
    return moment.astimezone(datetime.UTC) if moment < timezone.now() else None


def _indicator(code):
    return indicator(code) if code in INDICATORS else indicator("diversion")


def _court(text, courts, whole):
    if not text:
        return None if whole else courts[0]
    for court in courts:
        if str(court.pk) == text:
            return court
    raise Http404
