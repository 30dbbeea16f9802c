"""Every address of the house, with made-up arguments, for tests that must miss none."""

import re
import uuid
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern

EXAMPLES = {
    "IntConverter": 987654321,
    "SlugConverter": "party",
    "StringConverter": "x",
    "UUIDConverter": uuid.UUID(int=1),
    "PathConverter": "x",
}


@dataclass(frozen=True)
class Route:
    name: str
    url: str
    view: object


def routes():
    """[Route] of the URLconf, in its order."""
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns, prefix, namespace):
    for pattern in patterns:
        url = prefix + _fill(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}", url, pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, url, inner)


def _fill(pattern):
    text = str(pattern)
    for name, converter in pattern.converters.items():
        example = _example(converter)
        for written in (f"<{name}>", *(f"<{kind}:{name}>" for kind in _kinds(converter))):
            text = text.replace(written, example)
    if isinstance(pattern, RegexPattern):
        text = re.sub(r"\(\?P<\w+>([\w|]+)\)", lambda group: group[1].partition("|")[0], text)
        text = re.sub(r"\(\?P<\w+>[^)]*\)", "1", text).replace("\\", "")
        text = text.removeprefix("^").removesuffix("$").removesuffix("Z").removesuffix("/?")
    return text


def _example(converter):
    if (known := EXAMPLES.get(type(converter).__name__)) is not None:
        return converter.to_url(known)
    texts = ("2026-03-02", *converter.regex.split("|"))
    return next(text for text in texts if re.fullmatch(converter.regex, text))


def _kinds(converter):
    from django.urls.converters import get_converters

    return [kind for kind, known in get_converters().items() if type(known) is type(converter)]
