"""Files the court keeps itself, and the type code of its mediation files: looked at before anything starts."""

import pytest

from tests.portal.test_settings import check

FILES = [
    ("FEE_VALUES_FILE", "", "文件打不开 / the file cannot be opened"),
    ("WAGES_FILE", "", "文件打不开 / the file cannot be opened"),
    (
        "FEE_VALUES_FILE",
        "kind,begins,value,source\ndivorce,2026-01-01,9999,x\n",
        "no value a province may set",
    ),
    ("FEE_VALUES_FILE", "kind;begins;value\ndivorce;2026-01-01;200\n", "this column is missing: kind"),
    ("FEE_VALUES_FILE", "kind,begins,value,source\ndivorce\n", "a row cannot be read"),
    ("WAGES_FILE", "year,yuan,source\n2024,many,x\n", "a row cannot be read"),
]


@pytest.mark.parametrize("name, text, reason", FILES)
def test_a_file_that_cannot_be_read_stops_every_command(name, text, reason, tmp_path):
    path = tmp_path / "own.csv"
    if text:
        path.write_text(text, encoding="utf-8")
    code, said = check(**{name: str(path)})
    assert code == 1 and f"  {name}: {path}: " in said and reason in said
    assert "配置有误，系统没有启动" in said and "Traceback" not in said


def test_files_as_spreadsheets_write_them_are_read(tmp_path):
    fees, wages = tmp_path / "fees.csv", tmp_path / "wages.csv"
    fees.write_text("kind,begins,value,source\ndivorce,2026-01-01,200,某文件\n", encoding="utf-8-sig")
    wages.write_text("year,yuan,source\n2025,90000,某文件\n", encoding="utf-8-sig")
    code, said = check(FEE_VALUES_FILE=str(fees), WAGES_FILE=str(wages))
    assert code == 0, said


def test_a_type_of_case_that_no_case_number_has_stops_the_start():
    code, said = check(MEDIATION_TYPE_CODE="调前")
    assert code == 1 and "  MEDIATION_TYPE_CODE: " in said and "调前" in said
