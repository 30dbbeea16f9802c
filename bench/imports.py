"""Register imports: rows a second, from file to events, against a bare COPY of the same rows.

The bare COPY takes the same text into a table of text columns without index, checks nothing and derives nothing.
"""

import csv
import datetime
import io

from bench.ground import execute, ground, options, report, timed

FIRST = datetime.date(2026, 1, 5)


def main():
    size = options("imports", rows=10_000, courts=6)
    rows = size.rows * 10 if size.full else size.rows
    with ground(courts=size.courts):
        execute("SELECT portal_event_make_partition((%s::date + make_interval(months => n))::date)"
                " FROM generate_series(0, 6) AS n", [FIRST])  # fmt: skip
        names = [row[0] for row in execute("SELECT name FROM portal_court WHERE level = 'basic' ORDER BY id")]
        text, heads = register(rows, names)
        book = workbook(text)
        bare = timed(lambda: copy(text, heads))
        first = timed(lambda: take_over(io.BytesIO(text.encode()), "a.csv", added=rows))
        again = timed(lambda: take_over(io.BytesIO(text.encode()), "b.csv", added=0))
        from_book = timed(lambda: take_over(book, "c.xlsx", added=0))
        events = execute("SELECT count(*) FROM portal_event")[0][0]
    report("imports", [
        ("rows", rows, ""),
        ("events derived", events, ""),
        ("bare COPY, rows a second", rows / bare, ""),
        ("import, rows a second", rows / first, ""),
        ("the same file again, rows a second", rows / again, ""),
        ("the same as a workbook again, rows a second", rows / from_book, ""),
        ("import ÷ bare COPY, time", first / bare, ""),
    ])  # fmt: skip


def register(rows, courts):
    """A register of mediated and docketed cases as CSV text, and its headings."""
    heads = ["收案编号", "法院", "收案日期", "案件类型", "案由", "立案渠道", "原告", "被告", "标的额", "导出日期", "调解组织",
             "调解结束日期", "调解结果", "立案日期", "案号", "结案日期", "评价等级", "评价日期"]  # fmt: skip
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    for n in range(rows):
        day = FIRST + datetime.timedelta(days=n % 150)
        later = [(day + datetime.timedelta(days=d)).isoformat() for d in (1, 15, 16, 25, 26)]
        led = n % 3 > 0
        failed = n % 3 == 2
        docketed = not led or failed
        writer.writerow([
            f"R-{n}", courts[n % len(courts)], day.isoformat(), "民初", "民间借贷纠纷", "窗口", f"张{n}", f"李{n}", 1000 + n,
            later[0] if led else "", "人民调解委员会" if led else "", later[1] if led else "",
            ("失败" if failed else "成功") if led else "", later[2] if docketed else "", "", later[3] if docketed else "",
            n % 5 + 1, later[4],
        ])  # fmt: skip
    return out.getvalue(), heads


def workbook(text):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in csv.reader(io.StringIO(text)):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def copy(text, heads):
    from django.db import connection

    columns = ", ".join(f"c{n} text" for n in range(len(heads)))
    execute(f"CREATE TABLE bench_register ({columns})")
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY bench_register FROM STDIN WITH (FORMAT csv, HEADER)", io.StringIO(text))


def take_over(file, name, added):
    """Upload, check, confirm, apply: what a worker does."""
    from metrics.registers import importing, workflow
    from metrics.registers.models import IMPORT

    batch = workflow.upload(file, name=name, by=IMPORT)
    importing.check(batch.pk)
    batch.refresh_from_db()
    if batch.state != batch.State.CHECKED:
        raise SystemExit(f"refused: {list(batch.faults.values_list('row', 'column', 'code')[:5])}")
    workflow.confirm(batch, by=IMPORT)
    importing.apply(batch.pk)
    batch.refresh_from_db()
    if batch.added != added:
        raise SystemExit(f"{batch.added} rows added instead of {added}")
