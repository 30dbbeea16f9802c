"""Finds strings of another language in a rendered page; data are marked and may be of any."""

import re
from html.parser import HTMLParser

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]+")
WORD = re.compile(r"[A-Za-z]{2,}")
# Names of things every reader knows by these letters.
KNOWN = {"Excel", "PDF", "CSV", "xlsx", "csv", "UTF", "GB", "ID", "MB", "A4", "USD"}
FOREIGN = {"zh-hans": (HANGUL, WORD), "ko": (HAN, WORD), "en": (HAN, HANGUL)}
SAID = ("title", "alt", "placeholder", "aria-label", "aria-description", "data-label", "data-confirm")
SILENT = {"script", "style", "template", "textarea", "code", "kbd", "time"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Walk(HTMLParser):
    def __init__(self, language):
        super().__init__()
        self.patterns = FOREIGN[language]
        self.open = []  # (tag, whether what stands inside is data)
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        exempt = self._exempt(tag, attrs)
        if not exempt:
            for name in SAID:
                self._look(attrs.get(name) or "")
            if tag == "input" and attrs.get("type") in ("submit", "button"):
                self._look(attrs.get("value") or "")
        if tag not in VOID:
            self.open.append((tag, exempt))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if any(opened == tag for opened, _exempt in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, text):
        if not (self.open and self.open[-1][1]):
            self._look(text)

    def _exempt(self, tag, attrs):
        inside = bool(self.open) and self.open[-1][1]
        marked = "data" in (attrs.get("class") or "").split() or attrs.get("translate") == "no"
        return inside or marked or tag in SILENT or (tag != "html" and "lang" in attrs)

    def _look(self, text):
        for pattern in self.patterns:
            if any(word not in KNOWN for word in pattern.findall(text)):
                self.found.append(" ".join(text.split()))
                return


def foreign(html, language):
    """The strings of the page that are not in the language ("zh-hans", "ko", "en") and not marked as data."""
    walk = _Walk(language)
    walk.feed(html)
    return walk.found
