"""Cases for the tests of mediation and what comes after, made by the same verbs people use."""

from filing.intake import workflow as intake
from filing.intake.models import Filing, Party
from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation
from mediation.roster.models import MediationOrganisation, Mediator
from portal.events import Event

AGREEMENT = "被告于2026年6月30日前归还借款本金12000元。"


def file_case(by, court, *, filed_by=None, plaintiffs=("全哲秀",), defendants=("许国栋",)):
    """A loan dispute received at the window."""
    filing = Filing(
        court=court, case_type="民初", cause_version="2020", cause_code="89", cause_name="民间借贷纠纷",
        claim="请求判令被告归还借款12000元。", amount="12000.00", filed_by=filed_by,
    )  # fmt: skip
    sides = [(Party.Side.PLAINTIFF, plaintiffs), (Party.Side.DEFENDANT, defendants)]
    return intake.enter(
        filing, by=by, parties=[Party(side=side, name=name) for side, names in sides for name in names]
    )


def add_organisation(*courts, name="和龙市人民调解委员会"):
    organisation = MediationOrganisation.objects.create(name=name, kind=MediationOrganisation.Kind.PEOPLE)
    organisation.courts.set(courts)
    return organisation


def add_mediator(*courts, name="金调解员", person=None, organisation=None):
    mediator = Mediator.objects.create(name=name, person=person, organisation=organisation)
    mediator.courts.set(courts)
    return mediator


def consents(filing, *sides):
    """{party: channel} of those sides; of everybody without sides."""
    return {party: "counter" for party in filing.parties.all() if not sides or party.side in sides}


def under_way(filing, *, mediator, by):
    """A mediation the mediator has accepted."""
    mediation = workflow.refer(filing, mediator=mediator, consents=consents(filing, "plaintiff"), by=by)
    return workflow.accept(mediation, by=mediator.person)


def agreed(filing, *, mediator, by):
    """A mediation that ended with an agreement today."""
    mediation = under_way(filing, mediator=mediator, by=by)
    return workflow.succeed(mediation, ending="agreement", agreement=AGREEMENT, by=mediator.person)


def fresh(subject):
    """The subject as somebody else's screen would load it."""
    return type(subject).objects.get(pk=subject.pk)


def states(mediation):
    """The mediation's state and its filing's, as stored."""
    mediation = Mediation.objects.select_related("filing").get(pk=mediation.pk)
    return mediation.state, mediation.filing.state


def verbs(subject):
    """The verbs of a subject's events, in their order."""
    return list(Event.objects.about(subject).current().order_by("id").values_list("verb", flat=True))


def last_event(subject):
    return Event.objects.about(subject).current().order_by("id").last()
