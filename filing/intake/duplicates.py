"""Disputes that look like one the court already has (F11). They are shown; nothing is ever blocked."""

from django.db.models import Exists, OuterRef, Q

from filing.intake.models import Filing, Party
from portal.personal.fields import blind_index

MOST = 5
# A filing that ended without the court may well come again.
OVER = (Filing.State.DRAFT, Filing.State.WITHDRAWN, Filing.State.DECLINED)


def alike(filing, parties, *, seen_by):
    """Filings `seen_by` may know of with the same plaintiffs' and defendants' side, cause and amount; newest first."""
    found = Filing.objects.visible_to(seen_by).exclude(state__in=OVER).exclude(form_key=filing.form_key)
    found = found.filter(cause_name=filing.cause_name, amount=filing.amount)
    for side in (Party.Side.PLAINTIFF, Party.Side.DEFENDANT):
        found = found.filter(Exists(_same_people([party for party in parties if party.side == side], side)))
    return found.select_related("court").order_by("-pk")[:MOST]


def _same_people(parties, side):
    """Parties of the other filing on that side: the same number, or the same name where one has no number."""
    numbers = {blind_index(party.id_number) for party in parties} - {""}
    unnumbered = {party.name for party in parties if not party.id_number}
    same = Q(id_number_index__in=numbers) | Q(name__in=unnumbered)
    same |= Q(name__in={party.name for party in parties}, id_number_index="")
    return Party.objects.filter(same, filing=OuterRef("pk"), side=side)
