"""What the reader asked for: period, day, court, indicator, and as of which moment. Nonsense falls back, kindly."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from metrics.indicators.declarations import INDICATORS, indicator
from metrics.ranking.windows import Window
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
        values = {
            "period": self.window.period,
            "on": self.on.isoformat(),
            "court": self.court.pk if self.court else None,
            "indicator": self.indicator.code,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            **changes,
        }
        return "?" + urlencode({name: value for name, value in values.items() if value not in (None, "")})

    @property
    def current(self):
        """The same question to the present state of the record."""
        return self.address(as_of=None)

    @property
    def scope(self):
        """Ids of the courts whose cases the figures at the top are made of."""
        return [self.court.pk] if self.court else [court.pk for court in self.courts]


def choose(request):
    """The Choice behind a request. A court outside what the person may see is 404."""
    asked = request.GET
    courts = tuple(Court.objects.visible_to(request.user))
    whole = any(court.level == Court.Level.INTERMEDIATE for court in courts)
    period = asked.get("period") if asked.get("period") in PERIODS else "week"
    on = _day(asked.get("on"))
    return Choice(
        window=Window.of(period, on),
        on=on,
        indicator=_indicator(asked.get("indicator")),
        court=_court(asked.get("court"), courts, whole),
        courts=courts,
        whole_district=whole,
        as_of=_moment(asked.get("as_of")),
    )


def may_read(person):
    """Figures are for staff; mediators and operators have no business with rankings."""
    return bool(person.roles - {Role.MEDIATOR, Role.OPERATOR})


def _day(text):
    today = timezone.localdate()
    try:
        return min(datetime.date.fromisoformat(text or ""), today)
    except ValueError:
        return today


def _moment(text):
    try:
        moment = parse_datetime((text or "").replace(" ", "+"))
    except ValueError:
        return None
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _indicator(code):
    return indicator(code) if code in INDICATORS else indicator("diversion")


def _court(text, courts, whole):
    if not text:
        return None if whole else courts[0]
    for court in courts:
        if str(court.pk) == text:
            return court
    raise Http404
