"""What keeps the house simple: one direction, small modules, complete catalogues, no view past `visible_to`."""

import ast
import csv
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps

HOME = Path(__file__).resolve().parent.parent
FLOORS = ["portal", "filing", "mediation", "evaluation", "metrics"]
SOURCES = [
    path for floor in FLOORS for path in (HOME / floor).rglob("*.py") if "migrations" not in path.parts
]
LANGUAGES = {"zh": "zh_Hans", "ko": "ko"}


def test_foreign_keys_point_down():
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            if field.many_to_one and field.concrete and field.related_model._meta.app_label in FLOORS:
                above = FLOORS.index(field.related_model._meta.app_label)
                assert above <= FLOORS.index(model._meta.app_label), (
                    f"{model._meta.label}.{field.name} points up"
                )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOME)))
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if p.name == "views.py"], ids=lambda path: str(path.relative_to(HOME))
)
def test_no_view_sets_a_state(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        assert not any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)


@pytest.mark.parametrize("name", ["signals", "utils", "helpers", "common", "services", "managers"])
def test_no_module_is_called_after_nothing(name):
    assert not [path for path in SOURCES if path.stem == name]


@pytest.mark.parametrize("folder", LANGUAGES.values())
def test_every_message_is_translated(folder):
    catalogue = polib.pofile(str(HOME / "locale" / folder / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    for entry in catalogue:
        for name in re.findall(r"%\((\w+)\)", entry.msgid):
            texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
            assert all(f"%({name})" in text for text in texts), f"{entry.msgid}: %({name}) is missing"


def test_korean_follows_the_glossary():
    with open(HOME / "locale" / "glossary.csv", encoding="utf-8", newline="") as file:
        terms = {row["zh"]: row["ko"] for row in csv.DictReader(file)}
    seoul = {"입안": "립안", "임구": "림구", "이유": "리유", "연락": "련락", "이용": "리용"}
    korean = polib.pofile(str(HOME / "locale" / "ko" / "LC_MESSAGES" / "django.po"))
    assert set(seoul.values()) <= {*terms.values()} | {"립안"}
    for entry in korean:
        for written, wanted in seoul.items():
            assert written not in re.sub(r"\w자유", "", entry.msgstr), f"{entry.msgstr}: write {wanted}"
