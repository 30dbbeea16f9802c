import pytest

from tests.mediation import cases


@pytest.fixture
def filing(clerk, helong, litigant):
    return cases.file_case(clerk, helong, filed_by=litigant)


@pytest.fixture
def mediator(mediator_person, helong):
    """On 和龙's roster, with an account."""
    return cases.add_mediator(helong, person=mediator_person)


@pytest.fixture
def organisation(helong):
    return cases.add_organisation(helong)


@pytest.fixture
def offered(filing, mediator, filing_judge):
    from mediation.conciliation import workflow

    return workflow.refer(
        filing, mediator=mediator, consents=cases.consents(filing, "plaintiff"), by=filing_judge
    )


@pytest.fixture
def running(offered, mediator_person):
    from mediation.conciliation import workflow

    return workflow.accept(offered, by=mediator_person)


@pytest.fixture
def agreed(running, mediator_person):
    from mediation.conciliation import workflow

    return workflow.succeed(running, ending="agreement", agreement=cases.AGREEMENT, by=mediator_person)
