"""The procedure a filing suggests by what it tells itself: cause, amount, parties. A person decides."""

from collections import Counter

from filing import causes
from filing.intake.models import Filing
from filing.track import suggesting
from portal.events import court_day

MANY = 10  # 民诉法解释 75: 众多 is usually ten or more
# Who somebody is to whom, and what belongs to whom (民诉法 166 item 1); about maintenance only the money is disputed.
OF_STATUS = frozenset({"婚姻家庭纠纷", "继承纠纷", "物权确认纠纷"})
FOR_MONEY = frozenset({"扶养费纠纷", "抚养费纠纷", "赡养费纠纷"})


def suggested(filing):
    """The suggesting.Suggestion for a first-instance civil case; None for others and after a settlement."""
    if filing.case_type != "民初" or filing.state == Filing.State.SETTLED:
        return None
    on = court_day(filing.received_at)
    return suggesting.suggest(
        on, amount=filing.amount, facts=frozenset(_facts(filing)), wage=suggesting.wage_for(on)
    )


def _facts(filing):
    """Codes of suggesting.HARD and NOT_SMALL_CLAIM that the filing itself shows."""
    sides = Counter(party.side for party in filing.parties.all())
    if any(number >= MANY for number in sides.values()):
        yield "many_parties"
    names = {cause.name for cause in causes.path(filing.cause_version, filing.cause_code)}
    if names & OF_STATUS and not names & FOR_MONEY:
        yield "status"
    if filing.channel == Filing.Channel.CROSS_BORDER:
        yield "foreign"
