"""The indicators. A new one is a new entry here; no migration, and the next daily count fills its history."""

from fractions import Fraction

from django.conf import settings
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from metrics.indicators.indicator import Indicator, Kind

REGISTER = "register"  # rows taken over from other systems tell the same verbs under this kind
POLICY = _("Policy No. 21 of 2022, part 2")  # 延林中法〔2022〕21号


def step(kind, *verbs):
    """Events of a subject kind, or of an imported register, with one of the verbs."""
    return Q(verb__in=verbs) & Q(subject_kind__in=(kind, REGISTER))


DOCKETED = step("filing", "docket", "docket_on_expiry")
DIVERTED = step("mediation", "accept") & Q(facts__first=True)
MEDIATION_ENDED = step("mediation", "succeed", "fail")
FIRST_INSTANCE_CIVIL = Q(facts__case_type="民初")
# Whoever decides leaves with `in_time`. A referral is a decision once it is accepted, so that one taken back and
# made again is one decision; for a register the acceptance by a mediator is the decision to refer.
DECIDED = (
    step("filing", "docket", "docket_on_expiry", "decline", "enter_mediation")
    | Q(verb="accept", subject_kind=REGISTER)
) & Q(facts__in_time__in=(True, False))
# What mediation settled has ended then, even if a 调解书 is docketed and closed later, or the agreement is not
# confirmed and the parties agree anew or sue. Older events do not say.
NOT_SETTLED_BEFORE = Q(facts__settled=False) | Q(facts__settled__isnull=True)
CASE_ENDED = ((step("mediation", "succeed") | step("filing", "close")) & NOT_SETTLED_BEFORE) | step(
    "filing", "decline"
)
RATED = step("rating", "rate")


def _favourable():
    return Q(facts__grade__gte=settings.FAVOURABLE_FROM)


DIVERSION_A = Indicator(
    code="diversion_a",
    name=_("Diversion rate (reading A)"),
    definition=_(
        "Disputes a mediation organisation or mediator accepted for pre-litigation mediation, divided by these and "
        "the first-instance civil cases docketed without ever having been in mediation."
    ),
    source=POLICY,
    rows=DIVERTED | (DOCKETED & FIRST_INSTANCE_CIVIL & Q(facts__mediated=False)),
    hit=DIVERTED,
    target=Fraction(settings.DIVERSION_TARGET),
)

DIVERSION_B = Indicator(
    code="diversion_b",
    name=_("Diversion rate (reading B)"),
    definition=_(
        "Disputes a mediation organisation or mediator accepted for pre-litigation mediation, divided by all "
        "first-instance civil cases docketed. It can exceed 100 %."
    ),
    source=POLICY,
    rows=DOCKETED & FIRST_INSTANCE_CIVIL,
    hit=DIVERTED,
    apart=True,
    target=Fraction(settings.DIVERSION_TARGET),
)

MEDIATION_SUCCESS = Indicator(
    code="mediation_success",
    name=_("Mediation success rate"),
    definition=_(
        "Mediations ended with an agreement or settled and withdrawn, divided by all mediations ended."
    ),
    source=_("Online mediation rules, art. 25"),
    rows=MEDIATION_ENDED,
    hit=Q(verb="succeed"),
)

MEDIATION_DAYS = Indicator(
    code="mediation_days",
    name=_("Days of mediation"),
    definition=_("Calendar days from acceptance to end, summed, divided by the mediations ended."),
    source=_("Online mediation rules, art. 24"),
    rows=MEDIATION_ENDED & Q(facts__days__gte=0),
    amount="days",
    kind=Kind.MEAN,
    higher_is_better=False,
)

LITIGATION_INTAKE = Indicator(
    code="litigation_intake",
    name=_("New litigation cases"),
    definition=_("First-instance civil, administrative and criminal cases docketed."),
    source=POLICY,
    rows=DOCKETED & Q(facts__case_type__in=("民初", "行初", "刑初")),
    kind=Kind.COUNT,
    higher_is_better=False,
    below_last_year=True,
)

ENFORCEMENT_INTAKE = Indicator(
    code="enforcement_intake",
    name=_("New enforcement cases"),
    definition=_("First enforcement cases docketed; resumed enforcement and preservation are not counted."),
    source=POLICY,
    rows=DOCKETED & Q(facts__case_type="执"),
    kind=Kind.COUNT,
    higher_is_better=False,
    below_last_year=True,
)

DECIDED_IN_TIME = Indicator(
    code="decided_in_time",
    name=_("Decided in time"),
    definition=_(
        "Filings docketed, refused or referred to mediation on or before the last day of the limit, divided by all "
        "filings so decided. A referral counts once, when it is accepted."
    ),
    source=_("Case filing rules, art. 8"),
    rows=DECIDED,
    hit=Q(facts__in_time=True),
    target=Fraction(1),
    version=2,
)

FAVOURABLE = Indicator(
    code="favourable",
    name=_("Favourable share"),
    definition=format_lazy(
        _("Ratings of grade {grade} or higher out of five, divided by all ratings given."),
        grade=settings.FAVOURABLE_FROM,
    ),
    source=POLICY,
    rows=RATED,
    hit=_favourable,
    target=Fraction(1),
)

RATING_COVERAGE = Indicator(
    code="rating_coverage",
    name=_("Rating coverage"),
    definition=_(
        "Ratings given, divided by the cases ended in the same period: mediated successfully, closed, or refused. "
        "What mediation settled is not counted again when it is closed or settled anew."
    ),
    source=_("Policy No. 21 of 2022, part 4 (1) 2"),
    rows=CASE_ENDED,
    hit=RATED,
    apart=True,
    version=3,
)

CONFIRMATION_SHARE = Indicator(
    code="confirmation_share",
    name=_("Judicial confirmation share"),
    definition=_(
        "Agreements confirmed by ruling, divided by the mediations that succeeded in the same period."
    ),
    source=_("Policy No. 21 of 2022, part 4 (2) 1"),
    rows=step("mediation", "succeed"),
    hit=step("confirmation", "confirm"),
    apart=True,
)

FURTHER_NOTICES = Indicator(
    code="further_notices",
    name=_("Further correction notices"),
    definition=_(
        "Notices that asked for corrections once more, though everything is to be said in one. Each is given by the "
        "duty leader with its reason."
    ),
    source=_("Case filing rules, art. 7"),
    rows=step("filing", "return") & Q(facts__notice__gte=2),
    kind=Kind.COUNT,
    higher_is_better=False,
)

INDICATORS = {
    indicator.code: indicator
    for indicator in (
        DIVERSION_A, DIVERSION_B, LITIGATION_INTAKE, ENFORCEMENT_INTAKE, FAVOURABLE, RATING_COVERAGE,
        MEDIATION_SUCCESS, MEDIATION_DAYS, CONFIRMATION_SHARE, DECIDED_IN_TIME, FURTHER_NOTICES,
    )
}  # fmt: skip


def indicator(code):
    """The declaration of a code; "diversion" is the reading in force. KeyError if there is none.

    A declaration is its own answer, so that callers may hold either.
    """
    if isinstance(code, Indicator):
        return code
    return INDICATORS[f"diversion_{settings.DIVERSION_READING.lower()}" if code == "diversion" else code]


def codes():
    """Every name an indicator may be asked for by."""
    return ["diversion", *INDICATORS]
