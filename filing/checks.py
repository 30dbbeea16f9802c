"""Files the court keeps itself are read before anything starts: a wrong line stops the start, not a litigant's question."""

from decimal import InvalidOperation

from django.conf import settings
from django.core import checks


@checks.register
def own_files(app_configs, **options):
    """The province's fee values and yearly wages, where settings name a file of them."""
    from filing.fees.rules import rules_on
    from filing.track.suggesting import wage_for
    from portal.events import court_day

    faults = []
    for name, read in (("FEE_VALUES_FILE", rules_on), ("WAGES_FILE", wage_for)):
        try:
            if getattr(settings, name):
                read(court_day())
        except (OSError, ValueError, KeyError, InvalidOperation) as fault:
            faults.append(checks.Error(f"{name}: {fault!r}", id=f"filing.{name.lower()}"))
    return faults
