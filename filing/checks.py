"""What the settings name is looked at before anything starts: a wrong line stops the start, not a litigant's question."""

import csv
from decimal import InvalidOperation

from django.conf import settings

from portal.stopping import stop


def require_what_settings_name():
    """The province's fee values and yearly wages are read, if there are files of them, and the type code looked up;
    ends the start with every fault."""
    from filing.casenumbers import types
    from filing.fees.rules import rules_on
    from filing.track.suggesting import wage_for
    from portal.events import court_day

    faults = []
    for name, read in (("FEE_VALUES_FILE", rules_on), ("WAGES_FILE", wage_for)):
        try:
            read(court_day())
        except (OSError, ValueError, TypeError, KeyError, InvalidOperation, csv.Error) as fault:
            faults.append((name, f"{getattr(settings, name)}: {_why(fault)}"))
    if settings.MEDIATION_TYPE_CODE not in types():
        faults.append((
            "MEDIATION_TYPE_CODE",
            f"没有这样的案件类型 / no such type of case: {settings.MEDIATION_TYPE_CODE} (filing/casenumbers/data/types.csv)",
        ))  # fmt: skip
    if faults:
        stop(faults)


def _why(fault):
    match fault:
        case OSError():
            return "文件打不开 / the file cannot be opened"
        case UnicodeError():
            return "不是 UTF-8 文本 / it is no UTF-8 text"
        case KeyError(args=(column,)):
            return f"缺少这一列 / this column is missing: {column}"
        case _:
            return f"有一行读不懂 / a row cannot be read: {fault}"
