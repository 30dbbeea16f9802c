"""A due date as an iCalendar file (RFC 5545), for the reader's own calendar."""

import datetime
import hashlib

from django.utils.translation import gettext as _

LINE_BYTES = 75


def as_ics(answer, title, *, now):
    """The bytes of a calendar with one event on the due date and a reminder the day before."""
    texts = [step.text for step in answer.steps]
    summary = _("Due: %(title)s") % {"title": title}
    uid = hashlib.sha256("\n".join([str(answer.due), *texts]).encode()).hexdigest()[:32]
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Songting//Time limits//", "BEGIN:VEVENT",
        f"UID:{uid}@songting", f"DTSTAMP:{_utc(now)}", *_when(answer.due),
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(chr(10).join(texts))}",
        f"STATUS:{'TENTATIVE' if answer.provisional else 'CONFIRMED'}", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", f"DESCRIPTION:{_escaped(title)}", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) for line in lines)


def _when(due):
    if isinstance(due, datetime.datetime):
        return [f"DTSTART:{_utc(due)}"]
    return [f"DTSTART;VALUE=DATE:{due:%Y%m%d}", f"DTEND;VALUE=DATE:{due + datetime.timedelta(days=1):%Y%m%d}"]


def _utc(moment):
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text):
    for plain in ("\\", ";", ","):
        text = text.replace(plain, "\\" + plain)
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line):
    """The line cut so that none is longer than 75 bytes and no character is cut."""
    parts, part = [], ""
    for character in line:
        # Every part after the first begins with a space.
        if len((part + character).encode()) > LINE_BYTES - bool(parts):
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part]).encode() + b"\r\n"
