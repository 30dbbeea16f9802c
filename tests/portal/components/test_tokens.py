"""The colours keep what the comments in tokens.css promise."""

import re

import pytest
from django.conf import settings

CSS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
SETS = {
    "light": r":root \{",
    "dark, by the device": r':root\[data-theme="auto"\]:not\(\[data-elder\]\) \{',
    "dark, by choice": r'\n:root\[data-theme="dark"\] \{',
    "elder": r':root\[data-elder\]:not\(\[data-theme="dark"\]\) \{',
}
TEXT = ("ink", "soft", "pine", "pine-deep", "late", "warn", "good", "info")
GROUNDS = ("paper", "sheet", "wash")
OWN = ("pine", "late", "warn", "good", "info")


def colours(name):
    block = re.search(SETS[name] + r"(.*?)\}", CSS, re.S).group(1)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", SETS)
def test_text_edges_and_focus_can_be_seen(name):
    found = colours(name)
    least = 7 if name == "elder" else 4.5
    weak = [(fore, back) for fore in TEXT for back in GROUNDS if contrast(found[fore], found[back]) < least]
    weak += [
        (tone, "wash of its own") for tone in OWN if contrast(found[tone], found[f"{tone}-wash"]) < least
    ]
    weak += [("ink", f"{tone}-wash") for tone in OWN if contrast(found["ink"], found[f"{tone}-wash"]) < least]
    weak += [
        ("on-pine", back)
        for back in ("pine", "pine-deep", "late")
        if contrast(found["on-pine"], found[back]) < 4.5
    ]
    weak += [
        (edge, back)
        for edge in ("edge", "focus")
        for back in GROUNDS
        if contrast(found[edge], found[back]) < 3
    ]
    assert weak == []


def test_both_ways_into_the_dark_are_the_same():
    assert colours("dark, by the device") == colours("dark, by choice")


def test_every_set_names_every_colour():
    names = {name: set(colours(name)) for name in SETS}
    assert all(found == names["light"] for found in names.values())


def test_only_the_tokens_name_colours():
    folder = settings.BASE_DIR / "static" / "css"
    named = [
        path.name
        for path in folder.glob("*.css")
        if path.name not in ("tokens.css", "print.css")
        and re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", path.read_text())
    ]
    assert named == []
