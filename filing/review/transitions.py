"""From which state to which a filing may go, by whom: the table behind every verb of `workflow`."""

from django.utils.translation import pgettext_lazy

from filing.intake.models import Filing
from filing.review.conditions import LEADER, REVIEWER
from portal.people.models import Role
from portal.workflow import PARTY, PROCESS, Transition, register_table

S = Filing.State
UNDECIDED = frozenset({S.SUBMITTED, S.ACCEPTED})
COUNTER = frozenset({Role.CLERK, Role.FILING_JUDGE})


def _step(sources, target, who, label):
    return Transition(frozenset(sources), target, frozenset(who), label)


# fmt: off
TRANSITIONS = register_table("filing", {
    "submit": _step({S.DRAFT}, S.SUBMITTED, COUNTER | {PARTY}, pgettext_lazy("filing step", "Submit")),
    "accept": _step({S.SUBMITTED}, S.ACCEPTED, REVIEWER, pgettext_lazy("filing step", "Accept")),
    "docket": _step(UNDECIDED | {S.MEDIATION_FAILED, S.SETTLED, S.NOT_CONFIRMED}, S.DOCKETED, REVIEWER,
        pgettext_lazy("filing step", "Docket")),
    "refer": _step(UNDECIDED | {S.NOT_CONFIRMED}, S.REFERRED, REVIEWER,
        pgettext_lazy("filing step", "Refer to mediation")),
    "return": _step(UNDECIDED, S.RETURNED, REVIEWER | LEADER,
        pgettext_lazy("filing step", "Return for correction")),
    "resubmit": _step({S.RETURNED}, S.SUBMITTED, COUNTER | {PARTY},
        pgettext_lazy("filing step", "Receive corrections")),
    "transfer": _step(UNDECIDED, S.SUBMITTED, REVIEWER, pgettext_lazy("filing step", "Transfer to another court")),
    "designate": _step(UNDECIDED, S.SUBMITTED, {PROCESS},
        pgettext_lazy("filing step", "Designated to another court")),
    "receive": _step({S.SUBMITTED}, S.SUBMITTED, {PROCESS},
        pgettext_lazy("filing step", "Received from another court")),
    "hand_back": _step({S.RETURNED}, S.HANDED_BACK, REVIEWER, pgettext_lazy("filing step", "Hand back, not corrected")),
    "decline": _step(UNDECIDED | {S.RETURNED, S.HANDED_BACK}, S.DECLINED, REVIEWER, pgettext_lazy("filing step", "Decline")),
    "docket_on_expiry": _step(UNDECIDED | {S.MEDIATION_FAILED}, S.DOCKETED, {PROCESS},
        pgettext_lazy("filing step", "Docket on expiry")),
    "take_back": _step({S.REFERRED}, S.ACCEPTED, {PROCESS}, pgettext_lazy("filing step", "Take back from mediation")),
    "put_back": _step({S.REFERRED}, S.NOT_CONFIRMED, {PROCESS},
        pgettext_lazy("filing step", "Take back from mediation")),
    "enter_mediation": _step({S.REFERRED}, S.IN_MEDIATION, {PROCESS}, pgettext_lazy("filing step", "Enter mediation")),
    "settle": _step({S.IN_MEDIATION}, S.SETTLED, {PROCESS}, pgettext_lazy("filing step", "Settle by mediation")),
    "come_back": _step({S.IN_MEDIATION}, S.MEDIATION_FAILED, {PROCESS},
        pgettext_lazy("filing step", "Come back from mediation")),
    "reopen": _step({S.SETTLED}, S.NOT_CONFIRMED, {PROCESS},
        pgettext_lazy("filing step", "Open again: the agreement is not confirmed")),
    "withdraw": _step(UNDECIDED | {S.RETURNED, S.MEDIATION_FAILED, S.NOT_CONFIRMED}, S.WITHDRAWN, COUNTER | {PARTY},
        pgettext_lazy("filing step", "Withdraw")),
    "close": _step({S.DOCKETED}, S.CLOSED, {Role.JUDGE}, pgettext_lazy("filing step", "Close")),
})
# fmt: on
