"""Icons of one set (Bootstrap Icons), written into the page so that they take the colour of the text."""

import re
from functools import lru_cache

from django.core.checks import Error, register
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.assets import NODE_MODULES

FOLDER = NODE_MODULES / "bootstrap-icons" / "icons"


@register()
def icons_installed(app_configs, **kwargs):
    if FOLDER.exists():
        return []
    return [Error(f"{FOLDER} is missing.", hint="Run script/bootstrap (or npm ci).", id="assets.E002")]


class NoSuchIcon(ValueError):
    """A template names an icon the set does not have."""


@lru_cache(maxsize=256)
def shapes(name):
    """What stands inside the icon's <svg>. Empty where the package is not installed (the check above says so)."""
    if not FOLDER.exists():
        return ""
    if not re.fullmatch(r"[a-z0-9-]+", name) or not (FOLDER / f"{name}.svg").exists():
        raise NoSuchIcon(name)
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return text[text.index(">") + 1 : text.rindex("</svg>")].strip()


def icon(name, label=""):
    """The icon as inline SVG: silent beside a word, or with a label where it stands alone."""
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    inside = mark_safe(shapes(name))  # noqa: S308 - files of the pinned package, never input
    return format_html('<svg class="icon" viewBox="0 0 16 16" focusable="false" {}>{}</svg>', meaning, inside)
