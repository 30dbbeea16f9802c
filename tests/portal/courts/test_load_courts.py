"""A district loads its own courts: all of a file or nothing, added and updated, every fault with its line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.audit.models import AuditEntry
from portal.courts.models import Court

HEAD = "code,name,short_name,name_ko,name_en,level,superior,seat\n"
TOP = "吉24,延边州中院,延边中院,,,intermediate,,延吉市\n"
UNDER = "吉2401,延吉市法院,延吉法院,,,basic,延边中院,延吉市\n"


@pytest.fixture(autouse=True)
def in_chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def load(tmp_path):
    def act(text, encoding="utf-8"):
        file, out = tmp_path / "courts.csv", StringIO()
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        call_command("load_courts", file, stdout=out)
        return out.getvalue()

    return act


def refused(load, text):
    """The lines of the refusal; nothing was taken."""
    before = list(Court.objects.order_by("pk").values())
    with pytest.raises(CommandError) as fault:
        load(text)
    assert list(Court.objects.order_by("pk").values()) == before
    lines = str(fault.value).splitlines()
    assert lines[-1] == "什么都没有导入。"
    return lines[:-1]


def test_the_six_courts_of_yanbian_and_again(db):
    for told in ("新增6个法院，更改0个，未变0个。", "新增0个法院，更改0个，未变6个。"):
        out = StringIO()
        call_command("load_courts", stdout=out)
        assert told in out.getvalue()
    assert Court.objects.count() == 6 and Court.objects.basic().count() == 5
    assert Court.objects.get(code="吉7502").superior.code == "吉75"
    assert AuditEntry.objects.filter(action="add_court", process="load_courts").count() == 6


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("rows", [TOP + UNDER, UNDER + TOP])
def test_another_district_in_any_order_and_encoding(db, load, encoding, rows):
    load(HEAD + rows, encoding)
    assert Court.objects.get(short_name="延吉法院").superior.name == "延边州中院"


def test_a_superior_that_is_already_there_is_found(db, load):
    load(HEAD + TOP)
    for n, superior in enumerate(("延边中院", "吉24", "延边州中院"), 1):
        load(HEAD + f"吉240{n},第{n}法院,第{n}院,,,基层法院,{superior},\n")
    assert Court.objects.filter(superior__code="吉24").count() == 3


def test_a_line_updates_the_court_of_its_code_or_name_and_says_so(db, load):
    load(HEAD + TOP + UNDER)
    told = load(HEAD + "吉2401,延吉市人民法院,延吉法院,,Yanji Court,basic,,\n" + TOP)
    court = Court.objects.get(code="吉2401")
    assert (court.name, court.name_en, court.seat) == ("延吉市人民法院", "Yanji Court", "延吉市")
    assert "更改：延吉市人民法院" in told and "新增0个法院，更改1个，未变1个。" in told
    entry = AuditEntry.objects.get(action="correct_court")
    assert entry.process == "load_courts" and entry.detail["name"] == ["延吉市法院", "延吉市人民法院"]
    load(HEAD + "吉２４０２,延吉市人民法院,延吉法院,,,basic,,\n")
    court.refresh_from_db()
    assert court.code == "吉2402" and Court.objects.count() == 2


def test_every_fault_is_listed_with_its_line_and_nothing_is_taken(db, load):
    load(HEAD + TOP)
    lines = refused(
        load,
        HEAD + "吉2401,甲法院,甲院,,,basic,无名中院,\n" + "吉750,乙法院,乙院,,,basic,延边中院,\n"
        + "吉2403,丙法院,丙院,,,middle,延边中院,\n" + "吉2404,丁法院,丁院,,,basic,,\n"
        + "吉2405,,戊院,,,basic,延边中院,\n" + "吉2406,己法院,己院,,,basic,延边中院,\n"
        + "吉2406,庚法院,庚院,,,basic,延边中院,\n",
    )  # fmt: skip
    assert [line[:4] for line in lines] == ["第2行：", "第3行：", "第4行：", "第5行：", "第6行：", "第8行："]
    for line, word in zip(lines, ("无名中院", "code", "level", "superior", "name", "第7行"), strict=True):
        assert word in line


@pytest.mark.parametrize("text, word", [
    ("code,name\n吉24,某\n", "short_name, level"), ("", "name, short_name, level"),
    (HEAD + '吉24,"延边州\n', "第2行"), (HEAD + "1,2,3,4,5,6,7,8,9\n", "第2行"), (b"\xff\xfe\x00\x01\x81", "UTF-8"), ((HEAD + "吉24,a\0b,c,,,basic,,\n").encode(), "UTF-8"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_said_in_one_sentence(db, load, text, word):
    (line,) = refused(load, text)
    assert word in line


def test_columns_nobody_knows_are_named(db, load):
    assert "phone" in load("phone,name,short_name,level\n1,某中院,某院,intermediate\n")


def test_a_missing_file_is_said_in_the_language_of_the_house(db, tmp_path):
    with pytest.raises(CommandError, match="读不出"):
        call_command("load_courts", tmp_path / "none.csv")
