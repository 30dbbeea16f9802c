import pytest

from filing.intake.models import Filing
from filing.review import workflow as review
from filing.superior import workflow
from tests.filing.superior import returned_once

WHY_AGAIN = "补正材料与原件不一致"
NOT_HERE = "合同履行地和被告住所地都不在本院辖区"


@pytest.fixture
def corrected(clock, filing, filing_judge, clerk):
    """A filing that was returned once and came back."""
    return returned_once(filing, clerk=clerk, judge=filing_judge, clock=clock)


@pytest.fixture
def moved(clock, filing, filing_judge, dunhua):
    """Transferred from Helong to Dunhua."""
    clock.shift(60)
    review.transfer(filing, by=filing_judge, court=dunhua, reasons="被告住所地在敦化")
    clock.shift(60)
    return Filing.objects.get()


@pytest.fixture
def notice_asked(corrected, filing_judge):
    return workflow.ask_for_notice(
        corrected, by=filing_judge, defects=["copies"], remarks="转账记录", reason_for_second=WHY_AGAIN
    )


@pytest.fixture
def designation_asked(moved, elsewhere, district):
    return workflow.ask_for_designation(
        moved, by=elsewhere.filing_judge, reasons=NOT_HERE, proposed=district["汪清林院"]
    )
