"""The papers of made-up reviews: one-time notices and refusals, dated when they were issued."""

import datetime

from filing.models import CorrectionNotice, Refusal
from metrics.demo.world import next_working

REASONS = "起诉人与本案争议没有直接利害关系，经释明仍坚持起诉。"
WHY_AGAIN = "补交的材料显示被告另有其人，须再补正被告信息。"


def correct_by(returned):
    """The last day of a notice given at that moment."""
    return next_working(returned.date() + datetime.timedelta(days=15))


def write_papers(cases, filings, staff):
    """The notices of each filing returned and a refusal for each declined one."""
    for case, filing in zip(cases, filings, strict=True):
        people = staff[filing.court]
        if case.returned:
            _write_notice(filing, case.returned, case.corrected, by=people["filing_judge"])
        if case.returned_again:
            _write_notice(
                filing, case.returned_again, case.corrected_again, by=people["duty_leader"], reason=WHY_AGAIN
            )
        if case.declined:
            refusal = Refusal.objects.create(
                filing=filing, ground="no_interest", reasons=REASONS, issued_by=people["filing_judge"]
            )
            Refusal.objects.filter(pk=refusal.pk).update(issued_at=case.declined)


def _write_notice(filing, returned, corrected, *, by, reason=""):
    notice = CorrectionNotice.objects.create(
        filing=filing,
        defects=[],
        remarks="请补交被告的住所和联系方式，并补充证据来源。",
        correct_by=correct_by(returned),
        issued_by=by,
        corrected_at=corrected,
        reason_for_second=reason,
    )
    CorrectionNotice.objects.filter(pk=notice.pk).update(issued_at=returned)
