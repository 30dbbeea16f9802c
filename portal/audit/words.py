"""What an audit entry says to its reader. Steps of a case are named by their tables; the rest is named here."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.audit.subjects import Belonging, belongings
from portal.courts.models import Court
from portal.people.models import Person, Role
from portal.workflow import step_label, tables

ACTIONS = {
    "sign_in": _("Signed in"),
    "unknown_sign_in": _("Came from the single sign-on and has no place here"),
    "sign_out": _("Signed out"),
    "change_password": _("Changed the own password"),
    "take_on": _("Took on a person"),
    "give_role": _("Gave a role"),
    "take_role": _("Took a role away"),
    "bar": _("Barred from signing in"),
    "readmit": _("Let sign in again"),
    "end_sessions": _("Ended sessions"),
    "renew_password": _("Gave a password for a single use"),
    "turn_on_second_step": _("Turned on the second step"),
    "turn_off_second_step": _("Turned off the second step"),
    "renew_recovery_codes": _("Made new recovery codes"),
    "use_recovery_code": _("Signed in with a recovery code"),
    "lock_sign_in": _("Locked: five wrong passwords"),
    "lock_second_step": _("Locked: five wrong codes of the second step"),
    "lift_lock": _("Lifted the lock of signing in"),
    "add_court": _("Added a court"),
    "correct_court": _("Corrected the particulars of a court"),
    "close_court": _("Closed a court"),
    "reopen_court": _("Opened a court again"),
    "enter_court_day": _("Entered a court day"),
    "take_out_court_day": _("Took out a court day"),
    "announce_year": _("Entered the days of a year"),
    "recount_limit": _("Counted a last day anew by the court days"),
    "look": _("Looked at personal data"),
    "backup": _("Made a backup"),
    "restore": _("Restored the database from a backup"),
    "correct_filing": _("Corrected a filing"),
    "correct_party": _("Corrected a party"),
    "add_party": _("Added a party"),
    "drop_party": _("Took a party away"),
}
KINDS = {
    "person": pgettext_lazy("audit", "Person"),
    "court": _("Court"),
    "party": _("Party"),
    "filing": pgettext_lazy("one filing", "Filing"),
    "mediation": _("Mediation"),
    "confirmation": _("Confirmation"),
    "notice_request": _("Request for a further notice"),
    "designation_request": _("Request for designation of the court"),
    "rating": _("Rating"),
    "import": _("Register import"),
}
LABELS = {
    "reason": _("Reason"),
    "field": _("Field"),
    "fields": _("Fields"),
    "role": _("Role"),
    "username": _("User name"),
    "sessions": _("Sessions"),
    "left": _("Recovery codes left"),
    "way": _("Way of signing in"),
    "code": _("Court code"),
    "name": _("Name"),
    "short_name": _("Short name"),
    "name_ko": _("Name in Korean"),
    "name_en": _("Name in English"),
    "seat": _("Seat"),
    "level": _("Level"),
    "superior": _("Superior court"),
    "closed_from": _("Closed from"),
    "decide_by": _("Decide by"),
    "correct_by": _("Correct by"),
    "accept_by": _("Accept by"),
    "due_on": _("Due"),
    "warn_on": _("Better decided by"),
    "address": pgettext_lazy("network", "Address"),
}
WAYS = {"password": _("Password"), "provider": _("Single sign-on")}
FIELDS = {
    "id_number": _("Identity number or credit code"),
    "phone": _("Phone"),
    "address": _("Address"),
    "name": pgettext_lazy("party", "Name"),
    "kind": _("Kind"),
    "side": _("Side"),
    "representative": _("Legal representative"),
    "case_type": _("Case type"),
    "cause_name": _("Cause of action"),
    "claim": _("Claim"),
    "grounds": _("Facts and grounds"),
    "amount": _("Amount in dispute (yuan)"),
}


@dataclass(frozen=True)
class Fact:
    """One detail. `before` where something was changed; `translated` where the text is ours and not data."""

    label: object
    text: object
    before: str | None = None
    translated: bool = False


@dataclass(frozen=True)
class Line:
    entry: object
    step: object  # '' where only the bare action is known
    about: str
    named: bool  # `about` is a name, as it was given, and not our word with a number
    facts: list
    case: Belonging | None = None  # the filing it belongs to


def lines(entries, reader=None):
    """The Line of each entry; people and courts are called by their names, read for all together.

    With a `reader`, filings and what belongs to them are called by their numbers, linked where he may see them.
    """
    names, cases = _names(entries), belongings(entries, reader) if reader else {}
    return [_line(entry, names, cases) for entry in entries]


def deeds():
    """[(group, [(value, label)])]: whatever may stand in the audit, a step of a case as kind:verb."""
    cases = [
        (KINDS[kind], [(f"{kind}:{verb}", step.label) for verb, step in table.items()])
        for kind, table in tables().items()
        if kind in KINDS
    ]
    return [(_("Accounts, courts and data"), list(ACTIONS.items())), *cases]


def _names(entries):
    """{(kind, pk): name}"""
    return {
        (kind, found.pk): str(found)
        for kind, model in (("person", Person), ("court", Court))
        for found in model.objects.filter(
            pk__in={entry.subject_id for entry in entries if entry.subject_kind == kind}
        )
    }


def _line(entry, names, cases):
    subject = entry.subject_kind, entry.subject_id
    step = ACTIONS.get(entry.action) or step_label(entry.subject_kind, entry.action)
    return Line(
        entry=entry,
        step="" if step == entry.action else step,
        about=names.get(subject) or subject_name(*subject),
        named=subject in names,
        facts=[_fact(name, value) for name, value in sorted(entry.detail.items()) if name in LABELS],
        case=cases.get(subject),
    )


def subject_name(kind, pk):
    return f"{KINDS.get(kind, kind)} {pk}"


def _fact(name, value):
    if name == "role":
        return Fact(LABELS[name], Role(value).label, translated=True)
    if name == "field" and value in FIELDS:
        return Fact(LABELS[name], FIELDS[value], translated=True)
    if name == "fields":
        return Fact(
            LABELS[name], _("; ").join(str(FIELDS.get(each, each)) for each in value), translated=True
        )
    if name == "way" and value in WAYS:
        return Fact(LABELS[name], WAYS[value], translated=True)
    if name == "level":
        before, after = (dict(Court.Level.choices).get(level, "") for level in value)
        return Fact(LABELS[name], after, before=before, translated=True)
    if isinstance(value, list):
        before, after = value
        return Fact(LABELS[name], after, before=before)
    return Fact(LABELS[name], value)
