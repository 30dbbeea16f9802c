"""G10 Excel in flat memory: our export against openpyxl's normal way; import_register has the reading side."""

import io
import os
import subprocess
import sys
import tempfile

from bench.ground import HOME, alternated, ground, options, report

CHILD = """
import resource, sys
sys.path.insert(0, {home!r})
from bench import excel
import django
django.setup()
{call}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main():
    size = options("excel", courts=3500, columns=90, rows=50_000)
    rows = size.rows * 10 if size.full else size.rows
    with ground():
        ours, normal = alternated(
            lambda: export(size.courts, size.columns),
            lambda: normal_export(size.courts, size.columns),
            rounds=3,
            warm=0,
        )
        small, large = (memory(f"excel.export_to_nowhere({count})") for count in (1000, rows))
    report("excel", [
        (f"export of {size.courts} × {size.columns}, s", ours, ""),
        ("export ÷ openpyxl's normal way", ours / normal, "≤ 0.75"),
        (f"memory of an export of {rows:,} rows ÷ of 1,000", large / small, "≤ 1.2"),
    ])  # fmt: skip


def table(rows, columns):
    """Rows of a court's name and figures."""
    for n in range(rows):
        yield [n, f"第{n}基层法院", *(n * column % 997 for column in range(columns - 2))]


def export(rows, columns, file=None):
    from metrics.ranking.export import write_workbook

    write_workbook(table(rows, columns), file or io.BytesIO())


def export_to_nowhere(rows):
    with tempfile.TemporaryFile() as file:
        export(rows, 10, file)


def normal_export(rows, columns):
    from openpyxl import Workbook

    book = Workbook()
    for row in table(rows, columns):
        book.active.append(row)
    book.save(io.BytesIO())


def memory(call):
    """Greatest resident kilobytes of a fresh process that does only this."""
    code = CHILD.format(home=str(HOME), call=call)
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ
    )
    return int(done.stdout)
