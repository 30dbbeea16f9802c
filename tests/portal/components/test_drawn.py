"""A part is drawn once for what it shows, and again for anything else."""

from typing import NamedTuple

import pytest
from django.template import engines
from django.utils import translation

from portal import drawn

TEMPLATE = "components/_empty.html"


class Part(NamedTuple):
    name: str
    count: int


@pytest.fixture
def drawings(monkeypatch):
    """What was really drawn, in order."""
    made = []

    def render(template, context):
        made.append(context["part"])
        return (
            engines["django"]
            .from_string("{{ part.name }} {{ part.count }} {% translate 'Court' %}")
            .render(context)
        )

    monkeypatch.setattr(drawn, "render_to_string", render)
    drawn._drawn.cache_clear()
    yield made
    drawn._drawn.cache_clear()


def test_the_same_is_drawn_once(drawings):
    assert drawn.drawn(TEMPLATE, Part("a", 1)) == drawn.drawn(TEMPLATE, Part("a", 1))
    assert drawings == [("a", 1)]


@pytest.mark.parametrize("other", [Part("b", 1), Part("a", 2)])
def test_whatever_changes_is_drawn_again(drawings, other):
    assert drawn.drawn(TEMPLATE, Part("a", 1)) != drawn.drawn(TEMPLATE, other)
    assert len(drawings) == 2


def test_another_language_is_drawn_again(drawings):
    with translation.override("ko"):
        korean = drawn.drawn(TEMPLATE, Part("a", 1))
    with translation.override("zh-hans"):
        assert drawn.drawn(TEMPLATE, Part("a", 1)) != korean


def test_what_cannot_be_compared_is_not_kept_by_mistake():
    with pytest.raises(TypeError):
        drawn.drawn(TEMPLATE, Part("a", [1]))


def test_names_in_a_part_are_escaped(drawings):
    assert "<b>" not in drawn.drawn(TEMPLATE, Part("<b>", 1))
