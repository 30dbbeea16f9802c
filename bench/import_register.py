"""G10 A register: rows a second against a bare COPY of the same rows, and memory that does not grow with them."""

import csv
import datetime
import io
import random
import tempfile
import tracemalloc

from bench.ground import alternated, execute, ground, options, report, timed

FIRST = datetime.date(2024, 1, 2)
COURTS = ("敦化林院", "和龙林院", "汪清林院", "珲春林院", "白河林院")


def main():
    size = options("import_register", rows=20_000)
    rows = size.rows * 5 if size.full else size.rows
    with ground(), tempfile.TemporaryFile() as text, tempfile.TemporaryFile() as book:
        from portal.courts.district import load_courts

        load_courts()
        write_text(text, rows)
        write_workbook(book, rows)
        bare = timed(lambda: bare_copy(text))
        from_text = timed(lambda: run(text))
        again = timed(lambda: run(text))
        taken_back = timed(undo_first)
        from_book = timed(lambda: run(book))
        read, normal = alternated(lambda: read_ours(book), lambda: read_normal(book), rounds=3, warm=0)
        exported, built = alternated(export_ours, write_normal, rounds=3, warm=0)
        # The smaller one fills a bucket of everything that is held; below that it tells how full they are.
        small, large = peak(2_000), peak(16_000)
    report("import_register", [
        ("rows", rows, ""),
        ("csv, rows/s", rows / from_text, "≥ 3000"),
        ("xlsx, rows/s", rows / from_book, "≥ 3000"),
        ("bare COPY of the same rows, rows/s", rows / bare, ""),
        ("csv ÷ bare COPY", bare / from_text, ""),
        ("the same file again, rows/s", rows / again, ""),
        ("undone, rows/s", rows / taken_back, ""),
        ("reading xlsx ÷ openpyxl normal", read / normal, "≤ 0.5"),
        ("export xlsx ÷ openpyxl normal", exported / built, "≤ 0.75"),
        ("memory at 8 times the rows", large / small, "≤ 1.2"),
    ])  # fmt: skip


def register(count):
    """Rows in the columns of a register: two years, five courts, every second one led to mediation."""
    chance = random.Random(7)
    for n in range(count):
        received = FIRST + datetime.timedelta(days=chance.randrange(600))
        later = [received + datetime.timedelta(days=days) for days in (3, 24, 27, 60, 61)]
        mediated = [later[0], "人民调解委员会", "王五", later[1], "失败"] if n % 2 else [None] * 5
        yield [
            f"R-{n:07}", COURTS[n % 5], received, "民初", "民间借贷纠纷", "窗口", None, f"张{n}", f"李{n}", 12345.5,
            *mediated, None, later[2], None, "简易", later[3], 5, later[4],
        ]  # fmt: skip


def heading():
    from metrics.registers.columns import COLUMNS

    return [column.chinese for column in COLUMNS]


def write_text(file, count):
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(lines)
    writer.writerow(heading())
    writer.writerows(register(count))
    lines.detach()


def write_workbook(file, count):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(heading())
    for row in register(count):
        sheet.append(row)
    book.save(file)


def bare_copy(file):
    """The text as it is into a table of text columns."""
    from django.db import connection

    columns = ", ".join(f"c{n} text" for n in range(len(heading())))
    execute(f"CREATE TABLE bench_register ({columns})")
    file.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY bench_register FROM STDIN WITH (FORMAT csv, HEADER)", file)


def run(file):
    from metrics.registers import importing, workflow
    from metrics.registers.models import IMPORT, RegisterImport

    batch = workflow.upload(file, name="bench", by=IMPORT)
    importing.check(batch.pk)
    batch.refresh_from_db()
    workflow.confirm(batch, by=IMPORT)
    importing.apply(batch.pk)
    batch.refresh_from_db()
    assert batch.state == RegisterImport.State.APPLIED, batch.state


def undo_first():
    from metrics.registers import importing, workflow
    from metrics.registers.models import RegisterImport
    from portal.courts.models import Court
    from portal.people.models import Membership, Person, Role

    division = Person.objects.create_person("bench", name="bench")
    Membership.objects.create(person=division, court=Court.objects.get(superior=None), role=Role.DIVISION)
    batch = workflow.undo(RegisterImport.objects.order_by("pk").first(), by=division)
    importing.take_back(batch.pk)


def read_ours(file):
    from metrics.registers.workbooks import rows_of

    for _row in rows_of(file):
        pass


def read_normal(file):
    from openpyxl import load_workbook

    for _row in load_workbook(file).active.iter_rows(values_only=True):
        pass


def export_ours():
    from metrics.registers.exports import register_file
    from metrics.registers.models import RegisterEntry

    for _piece in register_file(RegisterEntry.objects.kept().order_by("pk"), "xlsx").streaming_content:
        pass


def write_normal():
    """The same rows by openpyxl's normal mode."""
    from openpyxl import Workbook

    from metrics.registers.exports import register_rows, with_days
    from metrics.registers.models import RegisterEntry

    book = Workbook()
    for row in with_days(register_rows(RegisterEntry.objects.kept().order_by("pk"))):
        book.active.append(row)
    with tempfile.TemporaryFile() as file:
        book.save(file)


def peak(count):
    """Bytes of Python's memory at the highest point of reading and applying so many rows."""
    with tempfile.TemporaryFile() as file:
        write_text(file, count)
        tracemalloc.start()
        run(file)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return highest
