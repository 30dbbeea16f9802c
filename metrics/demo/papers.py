"""The papers of made-up reviews: one-time notices and refusals, dated when they were issued."""

import datetime

from filing.models import CorrectionNotice, Refusal

REASONS = "起诉人与本案争议没有直接利害关系，经释明仍坚持起诉。"


def write_papers(cases, filings, staff):
    """A notice for each filing returned and a refusal for each declined one."""
    for case, filing in zip(cases, filings, strict=True):
        judge = staff[filing.court]["filing_judge"]
        if case.returned:
            notice = CorrectionNotice.objects.create(
                filing=filing,
                defects=[],
                remarks="请补交被告的住所和联系方式，并补充证据来源。",
                correct_by=case.returned.date() + datetime.timedelta(days=15),
                issued_by=judge,
                corrected_at=case.corrected,
            )
            CorrectionNotice.objects.filter(pk=notice.pk).update(issued_at=case.returned)
        if case.declined:
            refusal = Refusal.objects.create(
                filing=filing, ground="no_interest", reasons=REASONS, issued_by=judge
            )
            Refusal.objects.filter(pk=refusal.pk).update(issued_at=case.declined)
