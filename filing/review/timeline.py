"""What happened to a filing, each step with what it says of itself beside the words somebody wrote."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from filing.intake.models import Filing, Party
from portal.courts.models import Court
from portal.events import Event

CAME_AND_WENT = {
    "added": gettext_lazy("%(side)s added"),
    "dropped": gettext_lazy("%(side)s taken away"),
}


def timeline(filing):
    """The current events, oldest first; `said` is a sentence in the reader's language, or empty."""
    events = list(Event.objects.about(filing).current().select_related("person").order_by("at", "id"))
    ids = {event.facts[name] for event in events for name in ("from", "to") if name in event.facts}
    courts = Court.objects.in_bulk(ids) if ids else {}
    for event in events:
        event.said = _said(event.facts, courts)
    return events


def court_then(filing, moment):
    """The court that had the filing at that moment; asks nothing where it never moved."""
    if filing.transferred_from_id is None:
        return filing.court
    before = Event.objects.about(filing).current().filter(at__lte=moment)
    return before.select_related("court").order_by("-at", "-id").first().court


def as_received(filing):
    """(what its receipt was issued for: court, kind and cause as they were on that day, unsaved; when it was last
    corrected, or None), in one statement."""
    steps = Event.objects.about(filing).current().filter(verb__in=("submit", "resubmit"))
    first, *later = steps.select_related("court").order_by("at", "id")
    facts = first.facts
    received = Filing(
        court=first.court,
        case_type=facts["case_type"],
        channel=facts["channel"],
        cause_name=facts["cause_name"],
    )
    return received, max((step.at for step in later if "corrected" in step.facts), default=None)


def _said(facts, courts):
    if "corrected" in facts:
        return _("Corrected: %(what)s") % {"what": _("; ").join(map(_name, facts["corrected"]))}
    if "to" in facts:
        return _("To: %(court)s") % {"court": courts[facts["to"]]}
    if "from" in facts:
        return _("From: %(court)s") % {"court": courts[facts["from"]]}
    return ""


def _name(code):
    """A code of corrections in words: "claim", "defendant.address", "third.added"."""
    side, _dot, name = code.rpartition(".")
    if not side:
        return str(Filing._meta.get_field(name).verbose_name)
    side = Party.Side(side).label
    if name in CAME_AND_WENT:
        return CAME_AND_WENT[name] % {"side": side}
    return pgettext("correction", "%(side)s: %(field)s") % {
        "side": side, "field": Party._meta.get_field(name).verbose_name,
    }  # fmt: skip
