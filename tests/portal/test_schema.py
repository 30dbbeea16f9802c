"""The API's schema is committed and compared: a change that partners feel shows in a diff."""

from io import StringIO
from pathlib import Path

import yaml
from django.core.management import call_command

COMMITTED = Path(__file__).resolve().parent.parent.parent / "docs" / "openapi.yaml"


def test_the_committed_schema_is_the_present_one(tmp_path):
    fresh = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(fresh), stdout=StringIO(), stderr=StringIO())
    assert yaml.safe_load(fresh.read_text()) == yaml.safe_load(COMMITTED.read_text()), (
        "manage.py spectacular --file docs/openapi.yaml"
    )


def test_the_contract_s_addresses_are_in_it():
    paths = yaml.safe_load(COMMITTED.read_text())["paths"]
    for address in ("fees/quote", "time-limits/quote", "case-numbers/parse", "causes"):
        assert f"/api/v1/{address}/" in paths


def test_everybody_may_read_the_schema(client, db):
    assert client.get("/api/v1/schema/").status_code == 200
