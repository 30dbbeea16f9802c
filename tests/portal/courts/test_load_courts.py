"""A district loads its own courts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.courts.models import Court


def test_the_six_courts_of_yanbian_and_again(db):
    for _ in range(2):
        call_command("load_courts", stdout=StringIO())
    assert Court.objects.count() == 6 and Court.objects.basic().count() == 5
    assert Court.objects.get(code="吉7502").superior.code == "吉75"


def test_another_district(db, tmp_path):
    file = tmp_path / "courts.csv"
    file.write_text(
        "code,name,short_name,name_ko,name_en,level,superior,seat\n吉24,延边州中院,延边中院,,,intermediate,,延吉市\n"
        "吉2401,延吉市法院,延吉法院,,,basic,延边中院,延吉市\n",
        encoding="utf-8",
    )
    call_command("load_courts", file, stdout=StringIO())
    assert Court.objects.get(short_name="延吉法院").superior.name == "延边州中院"


def test_a_missing_file_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("load_courts", tmp_path / "none.csv")
