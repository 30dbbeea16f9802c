import pytest

from tests.mediation import cases


@pytest.fixture
def declined(clerk, filing_judge, helong, litigant):
    """A filing that ended for its litigant."""
    from filing.review import workflow as review

    filing = cases.file_case(clerk, helong, filed_by=litigant)
    review.decline(filing, ground="unlawful", reasons="不属于法院受案范围。", by=filing_judge)
    return filing
