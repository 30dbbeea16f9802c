"""Which court hears a dispute, with the reasons: by level, cause, place and day. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from filing.jurisdiction.rules import places_on, rules
from portal.calendar.law import CIVIL_PROCEDURE, INTERPRETATION, Article, Citation
from portal.reasons import giving

TIES = {
    "defendant": _("The defendant's home or seat"),
    "performance": _("Where the contract is to be performed"),
    "land": _("Where the land or house is"),
    "deceased": _("The last home of the deceased"),
    "estate": _("Where most of the estate is"),
    "employer": _("The employer's seat"),
    "work": _("Where the work is done"),
    "event": _("Where it happened or took effect"),
    "insured_thing": _("Where the insured thing is"),
    "payment": _("Where the bill is paid"),
    "departure": _("Where the transport began"),
    "destination": _("Where the transport was to end"),
    "company": _("The company's seat"),
}
SENTENCES = {
    "basic": _("Cases of first instance belong to the basic courts unless the law says otherwise."),
    "level": _("From %(least)s yuan on, first instance belongs to a higher court."),
    "railway": _(
        "Environmental and resource cases of Jilin go to the railway courts; ask the filing window which one."
    ),
    "maritime": _("Cases of the sea go to the maritime court."),
    "exclusive": _("Only the court of this place may hear it; the parties cannot agree on another."),
    "choice": _("Where several courts may hear it, the plaintiff chooses one."),
    "plaintiff": _(
        "If the defendant is abroad, missing or detained, it is the plaintiff's home for matters of status."
    ),
    "no_place": _("Tell the places below, and the court is named."),
    "outside": _("%(tie)s: a place served by no basic court of this district."),
    "place": _("%(tie)s: %(place)s."),
    "invited": _("The court that invited the organisation or mediator."),
    "own_mediation": _(
        "The organisation mediated on its own: a court of a party's home, the subject or its seat."
    ),
    "of_intermediate": _("The dispute itself belongs to the intermediate court, so does the confirmation."),
    "first_to_register": _("Where two courts were asked, the first to register it."),
}
reason = giving(SENTENCES)

ORDINARY_LEVEL = Article(CIVIL_PROCEDURE, "18")
SEVERAL_COURTS = Article(CIVIL_PROCEDURE, "36")
PLAINTIFF_HOME = Article(CIVIL_PROCEDURE, "23")
CONFIRMATION = Article(CIVIL_PROCEDURE, "205", earlier="201")
CONFIRMATION_OF_SEVERAL = Article(INTERPRETATION, "352")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`courts`: short names of basic courts, in the article's order; `elsewhere`: railway or maritime instead.

    `ties`: codes of TIES the dispute is linked by, whose places are to be asked for.
    """

    level: str
    courts: tuple
    elsewhere: str
    ties: tuple
    reasons: tuple


def suggest(path, on, *, amount=None, outsider=False, places=None):
    """The competent court of a civil case of first instance.

    `path`: the names on the cause's path; `outsider`: one side lives outside the province;
    `places`: {tie: name of a county or city}, as far as known; one not served here is any other text.
    """
    names, places = frozenset(path), places or {}
    held = rules()
    for rule in held.elsewhere:
        if rule.term.holds(on) and names & rule.causes:
            return Suggestion("", (), rule.court, (), (reason(rule.court, Citation(rule.articles, on)),))
    level, reasons = _level(held, on, amount, outsider)
    tie = next(rule for rule in held.ties if rule.term.holds(on) and (not rule.causes or names & rule.causes))
    courts = _courts(tie, places, on, reasons)
    return Suggestion(level, courts if level == "basic" else (), "", tie.ties, tuple(reasons))


def confirmation_courts(on, *, inviting="", places=(), level="basic", intermediate="", asked=()):
    """Where a mediated agreement is confirmed: (short names, reasons).

    `inviting`: the court that invited the mediation; else `places`: the parties' homes, the subject, the
    organisation's seat. `level`: whose case the dispute would be; `asked`: courts that registered it, first first.
    """
    basis = Citation((CONFIRMATION,), on)
    if asked:
        return (asked[0],), (reason("first_to_register", Citation((CONFIRMATION_OF_SEVERAL,), on)),)
    if inviting:
        return (inviting,), (reason("invited", basis),)
    if level == "intermediate":
        return (intermediate,), (reason("of_intermediate", basis),)
    here = places_on(on)
    courts = tuple(dict.fromkeys(here[place].court for place in places if place in here))
    return courts, (reason("own_mediation", basis),)


def _level(held, on, amount, outsider):
    """The level, and the reason for it."""
    fitting = [
        rule
        for rule in held.levels
        if rule.term.holds(on) and amount is not None and rule.takes(amount, outsider)
    ]
    if not fitting:
        return "basic", [reason("basic", Citation((ORDINARY_LEVEL,), on))]
    rule = max(fitting, key=lambda each: each.least)
    least = rule.least_with_outsider if outsider else rule.least
    return rule.level, [reason("level", Citation(rule.articles, on), least=f"{least:,}")]


def _courts(tie, places, on, reasons):
    """Short names of the courts of the places told, and why."""
    here, courts = places_on(on), {}
    basis = Citation(tie.articles, on)
    for code in tie.ties:
        place = places.get(code)
        if place is None:
            continue
        if place in here:
            reasons.append(reason("place", basis, tie=TIES[code], place=here[place]))
            courts[here[place].court] = code
        else:
            reasons.append(reason("outside", tie=TIES[code]))
    if tie.exclusive:
        reasons.append(reason("exclusive", basis))
    elif len(courts) > 1:
        reasons.append(reason("choice", Citation((SEVERAL_COURTS,), on)))
    if not tie.causes:
        reasons.append(reason("plaintiff", Citation((PLAINTIFF_HOME,), on)))
    if not any(code in places for code in tie.ties):
        reasons.append(reason("no_place"))
    return tuple(courts)
