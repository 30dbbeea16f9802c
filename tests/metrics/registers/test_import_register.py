"""From a file to events: what a register brings, and that the same file brings nothing more."""

import datetime
import io
import json

import pytest

from metrics.registers.models import RegisterEntry, RegisterImport, RegisterRow
from portal.events import Event

from .conftest import DOCKETED, FAILED, SETTLED, codes, table

pytestmark = pytest.mark.usefixtures("district")


def told(**filters):
    """(verb, day) of the events on record, in order."""
    events = Event.objects.current().filter(**filters).order_by("reference", "id")
    return [(event.reference, event.verb, f"{event.day:%m-%d}") for event in events]


def test_a_register_becomes_entries_and_events(take_over, helong):
    batch = take_over(DOCKETED, SETTLED, FAILED)
    assert (batch.rows, batch.added, batch.changed, batch.equal) == (3, 3, 0, 0)
    assert batch.state == RegisterImport.State.APPLIED and batch.courts == [helong.pk]
    assert told() == [
        ("HL-1", "submit", "03-02"), ("HL-1", "docket", "03-04"),
        ("HL-2", "submit", "03-02"), ("HL-2", "accept", "03-05"), ("HL-2", "succeed", "03-20"),
        ("HL-2", "confirm", "03-25"), ("HL-2", "rate", "03-26"),
        ("HL-3", "submit", "03-03"), ("HL-3", "accept", "03-06"), ("HL-3", "fail", "04-30"),
        ("HL-3", "docket", "05-06"), ("HL-3", "close", "06-30"),
    ]  # fmt: skip
    assert set(Event.objects.values_list("recorded_at", flat=True)) == {batch.applied_at}
    assert set(batch.events().values_list("process", "person")) == {("import", None)}
    assert not RegisterRow.objects.exists() and not batch.parts.exists()


def test_the_same_register_again_changes_nothing(take_over):
    take_over(DOCKETED, SETTLED, FAILED)
    before = list(Event.objects.order_by("id").values())
    again = take_over(DOCKETED, SETTLED, FAILED)
    assert (again.rows, again.added, again.changed, again.equal) == (3, 0, 0, 3)
    assert list(Event.objects.order_by("id").values()) == before


def test_errors_refuse_the_whole_file(read):
    batch = read(DOCKETED, {**SETTLED, "court": "长春"}, {**FAILED, "received_on": "昨天"})
    assert batch.state == RegisterImport.State.REFUSED
    assert codes(batch) == [(3, "court", "unknown_court"), (4, "received_on", "not_a_date")]
    assert not RegisterEntry.objects.exists() and not Event.objects.exists()


def command(path, *options):
    """(exit code, what it printed) of the management command."""
    from django.core.management import call_command

    out = io.StringIO()
    try:
        call_command("import_register", str(path), *options, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def register(tmp_path):
    """`register(rows…)`: the path of a file with these rows."""

    def write(*rows):
        path = tmp_path / "register.csv"
        path.write_text(table(*rows), encoding="utf-8-sig")
        return path

    return write


def test_the_command_prints_what_it_did(register):
    path = register(DOCKETED, SETTLED)
    code, out = command(path, "--json")
    expected = {"rows": 2, "added": 2, "changed": 0, "equal": 0, "errors": [], "ignored_columns": []}
    assert (code, json.loads(out)) == (0, expected)
    assert "未变 2" in command(path)[1]
    assert Event.objects.count() == 7


def test_the_command_names_every_error_and_ends_with_one(register):
    code, out = command(register(DOCKETED, {**SETTLED, "court": "长春"}), "--json")
    report = json.loads(out)
    assert code == 1 and not Event.objects.exists() and not RegisterEntry.objects.exists()
    assert [(error["row"], error["column"], error["code"]) for error in report["errors"]] == [
        (3, "court", "unknown_court")
    ]
    assert report["errors"][0]["reason"] == "本辖区没有这个代字或者名称的法院：长春。"
    code, out = command(register(DOCKETED, {**SETTLED, "court": "长春"}))
    assert code == 1 and "第 3 行，法院：" in out


def test_the_command_speaks_of_a_row_or_of_the_file_where_there_is_no_column(register):
    path = register(DOCKETED)
    path.write_text(path.read_text(encoding="utf-8-sig") + '"HL-9,和龙林院', encoding="utf-8")
    out = command(path)[1]
    assert "第 3 行：从这一行起引号没有配对" in out and "None" not in out
    path.write_text("", encoding="utf-8")
    assert "\n文件是空的" in command(path)[1]


def test_the_command_names_errors_in_the_order_of_rows(register):
    path = register(
        {**SETTLED, "amount": "x"}, DOCKETED, {**DOCKETED, "amount": "5"}, {**FAILED, "amount": "y"}
    )
    lines = [line for line in command(path)[1].splitlines() if line.startswith("第")]
    assert [line.partition("：")[0] for line in lines] == [
        "第 2 行，标的额（元）",
        "第 4 行，收案编号",
        "第 5 行，标的额（元）",
    ]


def test_a_trial_of_the_command_writes_nothing(register):
    code, out = command(register(DOCKETED, SETTLED), "--dry-run", "--json")
    assert (code, json.loads(out)["added"]) == (0, 2)
    assert command(register({**DOCKETED, "amount": "x"}), "--dry-run")[0] == 1
    assert (
        not RegisterImport.objects.exists()
        and not RegisterRow.objects.exists()
        and not Event.objects.exists()
    )


def test_the_command_says_so_when_there_is_no_file(tmp_path):
    code, out = command(tmp_path / "no.csv", "--json")
    assert code == 1 and json.loads(out)["errors"][0]["code"] == "no_file"
    assert command(tmp_path)[0] == 1  # a folder is none either


def test_figures_count_what_the_register_tells(take_over, helong):
    from metrics.indicators.declarations import indicator
    from metrics.ranking.figures import FigureValue, figures
    from metrics.ranking.windows import Window
    from metrics.rollup.refresh import refresh

    take_over(DOCKETED, SETTLED, FAILED)
    refresh()
    march = Window.of("month", datetime.date(2026, 3, 31))

    def figure(code, window=march):
        return figures(indicator(code), window).get(helong.pk)

    assert figure("diversion_a") == FigureValue(2, 3)
    assert figure("mediation_success") == FigureValue(1, 1)
    assert figure("mediation_days") == FigureValue(15, 1)
    assert figure("decided_in_time") == FigureValue(3, 3)
    assert figure("confirmation_share") == FigureValue(1, 1)
    assert figure("favourable") == FigureValue(1, 1)
    assert figure("mediation_success", Window.of("month", datetime.date(2026, 4, 1))) == FigureValue(0, 1)
    assert figure("diversion_b", Window.of("month", datetime.date(2026, 5, 1))) == FigureValue(0, 1)


def test_a_row_settled_and_closed_later_ends_once(take_over, helong):
    from metrics.ranking.figures import FigureValue, figures
    from metrics.ranking.windows import Window
    from metrics.rollup.refresh import refresh

    later = {"docketed_on": "2026-03-21", "closed_on": "2026-03-24", "confirmed_on": ""}
    take_over({**SETTLED, **later}, {**DOCKETED, "closed_on": "2026-03-30"})
    refresh()
    march = Window.of("month", datetime.date(2026, 3, 31))
    assert figures("rating_coverage", march)[helong.pk] == FigureValue(1, 2)
