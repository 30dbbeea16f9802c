"""The courts of a district from a CSV file: all of them, or none and every fault with its line."""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.courts import codes, workflow
from portal.courts.models import Court
from portal.workflow import Process

LOADING = Process("load_courts")
COLUMNS = workflow.PARTICULARS
NEEDED = ("name", "short_name", "level")
LEVELS = {"中级法院": Court.Level.INTERMEDIATE, "基层法院": Court.Level.BASIC}
ENCODINGS = ("utf-8-sig", "gb18030")


class CourtsRefused(Exception):
    """The file has faults, and nothing of it was taken. `faults`: [(line, reason)]; line 0 for the whole file."""

    def __init__(self, faults):
        super().__init__(faults)
        self.faults = faults


@dataclass
class Loaded:
    """What became of the courts of a file; `ignored` are columns nobody knows."""

    ignored: list
    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    left: list = field(default_factory=list)

    @property
    def courts(self):
        return sorted([*self.added, *self.changed, *self.left], key=lambda court: court.pk)


def load(content):
    """Add and update the courts in these bytes, whatever the order of the lines. Raises CourtsRefused.

    A line is about the court of its code, else of its name, else of its short name; an empty cell leaves what
    stands there, so a code that was confirmed by hand is not lost.
    """
    rows, ignored = _rows(content)
    loaded, faults, taken = Loaded(ignored), [], {}
    with transaction.atomic():
        # Superiors first: whoever stands under them finds them saved.
        for line, row in sorted(rows, key=lambda each: each[1]["level"] != Court.Level.INTERMEDIATE):
            try:
                _take(row, line, taken, loaded)
            except ValidationError as wrong:
                faults += [(line, reason) for reason in _reasons(wrong)]
        if faults:
            raise CourtsRefused(sorted(faults))
    return loaded


def _take(row, line, taken, loaded):
    given = {name: text for name, text in row.items() if text}
    court = _known(row)
    if court and court.pk in taken:
        raise ValidationError(_("It is the same court as in line %(line)d.") % {"line": taken[court.pk]})
    if "superior" in given:
        given["superior"] = _superior(given["superior"])
    if court is None:
        court = Court(**given)
        court.full_clean()
        loaded.added.append(workflow.add(court, by=LOADING))
    else:
        changes = workflow.correct(court, given, by=LOADING)
        court.refresh_from_db()
        (loaded.changed if changes else loaded.left).append(court)
    taken[court.pk] = line


def _known(row):
    for name in ("code", "name", "short_name"):
        if row[name] and (court := Court.objects.filter(**{name: row[name]}).first()):
            return court
    return None


def _superior(text):
    court = Court.objects.named(text).first()
    if court is None:
        raise ValidationError(
            {"superior": _("There is no court “%(court)s”, here or in the file.") % {"court": text}}
        )
    return court


def _rows(content):
    """([(line, {column: text})], columns nobody knows)"""
    reader = csv.DictReader(io.StringIO(_text(content), newline=""), strict=True)
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        if missing := [name for name in NEEDED if name not in columns]:
            raise _whole(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
        rows = [(reader.line_num, cells) for cells in reader if any(cells.values())]
    except csv.Error:
        raise _whole(
            _("The file cannot be read as a table from line %(line)d on.") % {"line": reader.line_num + 1}
        ) from None
    if longer := [line for line, cells in rows if None in cells]:
        raise CourtsRefused([(line, _("The line has more cells than there are columns.")) for line in longer])
    known = [(line, _cells(cells)) for line, cells in rows]
    return known, [name for name in columns if name and name not in COLUMNS]


def _cells(cells):
    row = {name: " ".join((cells.get(name) or "").split()) for name in COLUMNS}
    return {**row, "code": codes.tidy(row["code"]), "level": LEVELS.get(row["level"], row["level"])}


def _text(content):
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _whole(_("This is no text in UTF-8 or GB18030."))


def _whole(reason):
    return CourtsRefused([(0, reason)])


def _reasons(wrong):
    """Each reason, after the name of its column."""
    if not hasattr(wrong, "error_dict"):
        return wrong.messages
    return [
        _("%(column)s: %(reason)s") % {"column": name, "reason": text} if name in COLUMNS else text
        for name, texts in wrong.message_dict.items()
        for text in texts
    ]
