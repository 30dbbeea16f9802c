"""What must hold after anything was killed, counted by other means than the portal's."""

import datetime
import json
import random
from collections import Counter

from django.db.models import Max
from django.utils import timezone

from filing.intake.models import Filing, Party
from metrics.registers.models import RegisterEntry
from metrics.rollup.models import DailyFigure, MonthlyFigure
from metrics.rollup.recount import recount
from metrics.rollup.refresh import refresh
from portal.audit.models import AuditEntry
from portal.audit.sealing import seal
from portal.audit.verification import Whole, verify
from portal.courts.models import Court
from portal.events import ChangedCourtDay, Event

DAY = datetime.timedelta(days=1)
EVER = datetime.date(2015, 1, 1), datetime.date(2100, 1, 1)


class Register:
    """A register of so many cases of one year, and its figures, counted while it is written."""

    COURTS = ("和龙林院", "敦化林院")

    def __init__(self, year, cases):
        dice = random.Random(year)
        self.year, self.cases, self.counted, self.events = year, cases, Counter(), 0
        lines = ["收案编号,法院,收案日期,案件类型,案由,导出日期,调解结束日期,调解结果,立案日期"]
        for number in range(cases):
            court, day = dice.choice(self.COURTS), datetime.date(year, 1, 4) + dice.randrange(300) * DAY
            begin = f"{year}-{number},{court},{day},民初,民间借贷纠纷"
            if dice.random() < 0.6:
                lines.append(f"{begin},{day + DAY},{day + 9 * DAY},成功,")
                self._count(court, day + DAY, numerator=1)
                self.events += 3  # received, accepted by a mediator, settled
            else:
                lines.append(f"{begin},,,,{day + 2 * DAY}")
                self._count(court, day + 2 * DAY, numerator=0)
                self.events += 2  # received, docketed
        self.content = "\r\n".join(lines).encode()

    def _count(self, court, day, numerator):
        self.counted[court, day.month, "numerator"] += numerator
        self.counted[court, day.month, "denominator"] += 1

    def is_told_rightly(self):
        """Its figures are those counted by hand, and its cases are there once."""
        names, told = dict(Court.objects.values_list("pk", "short_name")), Counter()
        for one in MonthlyFigure.objects.filter(indicator="diversion_a", month__year=self.year):
            told[names[one.court_id], one.month.month, "numerator"] += one.numerator
            told[names[one.court_id], one.month.month, "denominator"] += one.denominator
        assert told == self.counted
        entries = RegisterEntry.objects.filter(reference__startswith=f"{self.year}-")
        assert entries.count() == self.cases
        events = Event.objects.filter(subject_kind="register", subject_id__in=entries.values("pk"))
        assert events.count() == events.current().count() == self.events


def all_is_right(installation, *registers):
    """Figures are those of the truth file and of the registers, filings are whole, the audit holds."""
    refresh()
    assert not ChangedCourtDay.objects.exists()
    assert recount(*EVER) == []
    figures_are_told(installation.home / "truth.json")
    for register in registers:
        register.is_told_rightly()
    filings_are_whole()
    seal()
    assert isinstance(verify(unsealed_after=datetime.timedelta(0)), Whole)


def figures_are_told(path):
    """Every daily figure of the seeded cases up to yesterday is the one of the truth file."""
    content, today = json.loads(path.read_text(encoding="utf-8")), timezone.localdate()
    ids = dict(Court.objects.values_list("name", "pk"))
    told = {
        (ids[content["courts"][int(court)]], day, indicator): tuple(cell)
        for indicator, periods in content["figures"].items()
        for day, cells in periods["day"].items()
        if day < today.isoformat()
        for court, cell in cells.items()
    }
    begin = min(day for _court, day, _indicator in told)
    rows = DailyFigure.objects.filter(day__gte=begin, day__lt=today, indicator__in=content["figures"])
    stored = {
        (court, day.isoformat(), indicator): tuple(cell)
        for court, day, indicator, *cell in rows.values_list(
            "court", "day", "indicator", "numerator", "denominator"
        )
    }
    assert stored == told


def filings_are_whole():
    """Every filing entered at a counter has its two parties, one event and one audit entry, and none is without it."""
    entered = Filing.objects.filter(reference__startswith="收").values_list("pk", flat=True)
    seeded = Filing.objects.filter(reference__startswith="示").aggregate(last=Max("pk"))["last"]
    once = dict.fromkeys(entered, 1)
    about = {"subject_kind": "filing", "subject_id__gt": seeded}
    assert Counter(Event.objects.filter(**about).values_list("subject_id", flat=True)) == once
    assert Counter(AuditEntry.objects.filter(**about).values_list("subject_id", flat=True)) == once
    parties = Party.objects.filter(filing_id__gt=seeded).values_list("filing", flat=True)
    assert Counter(parties) == dict.fromkeys(entered, 2)
