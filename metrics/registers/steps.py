"""What a register tells of a case: the verbs, what each leads to, and the court's word for it."""

from django.utils.translation import pgettext_lazy

from metrics.registers.models import RegisterEntry
from portal.workflow import PROCESS, Transition, register_table


def _step(target, label):
    # From no state and by nobody: an entry is never moved by hand, its steps follow from its cells.
    return Transition(frozenset(), target, frozenset({PROCESS}), label)


STEPS = register_table(
    RegisterEntry.event_kind,
    {
        "submit": _step("submitted", pgettext_lazy("register", "Received")),
        "accept": _step("under_way", pgettext_lazy("register", "Led to mediation")),
        "succeed": _step("succeeded", pgettext_lazy("register", "Mediation succeeded")),
        "fail": _step("failed", pgettext_lazy("register", "Mediation failed")),
        "confirm": _step("confirmed", pgettext_lazy("register", "Agreement confirmed")),
        "docket": _step("docketed", pgettext_lazy("register", "Docketed")),
        "close": _step("closed", pgettext_lazy("register", "Closed")),
        "rate": _step("given", pgettext_lazy("register", "Rated")),
    },
)
