"""Made-up cases of a district: pure, and the same for the same seed. No person in it exists.

`truth.py` counts from here.
"""

import datetime
import random
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import chinese_calendar

from metrics.demo.case import Case

ZONE = ZoneInfo("Asia/Shanghai")

# How eagerly a court leads disputes to mediation at first, and a year later.
EAGERNESS = [(0.58, 0.72), (0.46, 0.61), (0.62, 0.66), (0.40, 0.57), (0.55, 0.63)]
CAUSES = {
    "民间借贷纠纷": 22,
    "买卖合同纠纷": 14,
    "劳务合同纠纷": 12,
    "林业承包合同纠纷": 9,
    "离婚纠纷": 12,
    "机动车交通事故责任纠纷": 8,
    "物业服务合同纠纷": 10,
    "追索劳动报酬纠纷": 7,
    "农村土地承包合同纠纷": 6,
}
CHANNELS = {"window": 46, "online": 22, "mobile": 18, "kiosk": 6, "cross_court": 4, "circuit": 4}
ENDINGS_OF_FAILURE = {
    "unreachable": 14,
    "one_side_stops": 30,
    "too_far_apart": 34,
    "expired": 8,
    "unsigned": 6,
    "other": 8,
}
SURNAMES = "金朴李崔王张刘赵孙郑姜韩尹全安玄许南文吴"
GIVEN = "明哲秀英海林春花国栋永吉美子松鹤成龙玉兰正浩京淑东日香兰峰雪梅"
FIRMS = [
    "林业有限公司",
    "木材加工厂",
    "物业服务有限公司",
    "食用菌专业合作社",
    "运输有限公司",
    "建筑劳务有限公司",
]
GRADES = {5: 74, 4: 18, 3: 5, 2: 2, 1: 1}


@dataclass
class World:
    """All cases of all courts from the day `begin` up to the moment `now`."""

    begin: datetime.date
    now: datetime.datetime
    courts: int
    cases: list = field(default_factory=list)


def build(*, courts, years, cases_a_year, seed, now):
    """A district of `courts` courts (the first is the intermediate one) with about `cases_a_year` each."""
    begin = now.date() - datetime.timedelta(days=round(365.25 * years))
    world = World(begin=begin, now=now, courts=courts)
    dice = random.Random(seed)  # noqa: S311 - made-up data, and it must be the same again
    for court in range(courts):
        expected = cases_a_year / 365.25 * (0.5 if court == 0 else 1)
        day = begin
        while day <= now.date():
            for _ in range(_how_many(dice, expected * _business(day))):
                case = _receive(dice, court, courts, day)
                if case.received < now:
                    _live(dice, case, (day - begin).days / 365.25)
                    _cut(case, now)
                    world.cases.append(case)
            day += datetime.timedelta(days=1)
    world.cases.sort(key=lambda case: (case.received, case.court))
    return world


def works(day):
    """Working day by the announcements; a year not announced follows the week."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def _business(day):
    """How busy a day is against the average: windows are shut on rest days, winter is the logging season."""
    weight = 1.38 if works(day) else 0.16
    if day.weekday() == 0 and works(day):
        weight *= 1.2
    return weight * (0.7 if day.month == 2 else 1.15 if day.month in (3, 11, 12) else 1.0)


def _how_many(dice, mean):
    """A draw from Poisson's distribution (Knuth's product of uniforms)."""
    limit, count, product = 2.718281828459045**-mean, 0, dice.random()
    while product > limit:
        count, product = count + 1, product * dice.random()
    return count


def _receive(dice, court, courts, day):
    channel = _pick(dice, CHANNELS) if works(day) else dice.choice(["online", "mobile"])
    hour = (
        dice.choice([8, 9, 9, 10, 10, 14, 14, 15, 16])
        if channel in ("window", "kiosk")
        else dice.randrange(6, 23)
    )
    case_type = _pick(
        dice, {"民终": 70, "民初": 20, "执": 10} if court == 0 else {"民初": 82, "执": 15, "行初": 3}
    )
    firm = dice.random() < 0.25
    case = Case(
        court=court,
        received=_at(day, hour, dice.randrange(60)),
        case_type=case_type,
        cause=_pick(dice, CAUSES) if case_type in ("民初", "民终") else "",
        channel=channel,
        amount=round(dice.lognormvariate(10.6, 1.1), -2) or None,
        plaintiff=_name(dice),
        defendant=_firm(dice) if firm else _name(dice),
        defendant_is_firm=firm,
    )
    case.amount = int(case.amount) if case.amount else None
    if channel == "cross_court" and courts > 1:
        case.assisting = dice.choice([other for other in range(courts) if other != court])
    return case


def _live(dice, case, years):
    """What becomes of a case; the eagerness to mediate grows with the `years` since the beginning."""
    ready = case.received
    if dice.random() < 0.06:
        case.returned = _office(dice, ready, 0, 3)
        case.corrected = ready = _office(dice, case.returned, 1, 9)
        if dice.random() < 0.2:
            case.returned_again = _office(dice, ready, 0, 3)
            case.corrected_again = ready = _office(dice, case.returned_again, 1, 9)
    if dice.random() < 0.015:
        case.declined = _office(dice, ready, 2, 6)
    elif case.case_type == "民初" and dice.random() < _eagerness(case.court, years):
        _mediate(dice, case, ready)
    else:
        _docket(dice, case, ready, direct=True)
    end = case.closed or (case.mediation_ended if case.succeeded else None) or case.declined
    if end and dice.random() < 0.62:
        case.rated = _office(dice, case.confirmed or end, 0, 4)
        case.grade = _pick(dice, GRADES)


def _mediate(dice, case, ready):
    case.referred = _office(dice, ready, 0, 4)
    case.diverted = _office(dice, case.referred, 0, 2)
    case.mediation_ended = _office(dice, case.diverted, 2, 34)
    if dice.random() < 0.61:
        case.ending = "agreement" if dice.random() < 0.8 else "settled"
        if case.ending == "agreement" and dice.random() < 0.45:
            case.confirmed = _office(dice, case.mediation_ended, 1, 12)
        elif case.ending == "agreement" and dice.random() < 0.3:
            # A 调解书 instead: docketed and closed, but the dispute had ended before.
            case.docketed = _office(dice, case.mediation_ended, 0, 4)
            case.closed = _office(dice, case.docketed, 0, 3)
    else:
        case.ending = _pick(dice, ENDINGS_OF_FAILURE)
        _docket(dice, case, case.mediation_ended, direct=False)


def _docket(dice, case, ready, *, direct):
    case.docketed = _office(dice, ready, 0, 5)
    if direct and dice.random() < 0.03:
        # Nobody decided: docketed first on the working day after the limit (立案规定 8).
        case.on_expiry = True
        case.docketed = _at(next_working(decide_by(case) + datetime.timedelta(days=1)), 8, 30)
    case.track = dice.choices(["fast", "simple", "small_claim", "ordinary"], [30, 35, 15, 20])[0]
    case.closed = _office(
        dice, case.docketed, 5, {"fast": 25, "small_claim": 50, "simple": 80}.get(case.track, 170)
    )
    if dice.random() < 0.02:
        case.misdated = case.docketed.date() + datetime.timedelta(days=dice.choice([-2, -1, 1, 2]))
        case.noticed = case.docketed + datetime.timedelta(days=dice.randrange(4, 30))


def decide_by(case, again=None):
    """Last day to decide: 7 calendar days after receipt, or after the corrections, rolled off a rest day.

    A mediation that failed starts the days `again`.
    """
    start = (again or case.corrected_again or case.corrected or case.received).date()
    return next_working(start + datetime.timedelta(days=7))


def _cut(case, now):
    """Take away what lies in the future."""
    for name in (
        "returned",
        "corrected",
        "returned_again",
        "corrected_again",
        "referred",
        "diverted",
        "mediation_ended",
        "confirmed",
        "docketed",
        "declined",
        "closed",
        "rated",
        "noticed",
    ):
        moment = getattr(case, name)
        if moment and moment > now:
            setattr(case, name, None)
    if not case.mediation_ended:
        case.ending = ""
    if not case.docketed:
        case.on_expiry, case.track, case.misdated = False, "", None
    if not case.rated:
        case.grade = None
    if not case.noticed:
        case.misdated = None


def _eagerness(court, years):
    early, late = EAGERNESS[(court - 1) % len(EAGERNESS)]
    return early + (late - early) * min(years, 1.5) / 1.5


def _office(dice, after, least, most):
    """A moment in office hours, `least` to `most` calendar days later, on a working day, and later than `after`."""
    day = next_working(after.date() + datetime.timedelta(days=dice.randint(least, most)))
    moment = _at(day, dice.choice([9, 10, 11, 14, 15, 16]), dice.randrange(60))
    return moment if moment > after else after + datetime.timedelta(minutes=dice.randrange(5, 50))


def next_working(day):
    while not works(day):
        day += datetime.timedelta(days=1)
    return day


def _at(day, hour, minute):
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def _pick(dice, weights):
    return dice.choices(list(weights), list(weights.values()))[0]


def _name(dice):
    return dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice([1, 2, 2])))


def _firm(dice):
    return (
        dice.choice(["敦化", "和龙", "汪清", "珲春", "白河", "长白"])
        + dice.choice(GIVEN)
        + dice.choice(FIRMS)
    )
