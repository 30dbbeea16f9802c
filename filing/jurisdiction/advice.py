"""What the rules say about the court a filing was handed to. A hint for staff: it never blocks anything."""

from dataclasses import dataclass

from filing import causes
from filing.jurisdiction import competence
from portal.courts.models import Court
from portal.events import court_day

SAID = frozenset({"railway", "maritime", "level", "basic"})  # reasons why it is another court


@dataclass(frozen=True)
class Advice:
    """`level`: whose case it is, "intermediate", "basic", "high", "railway" or "maritime"; empty where the level fits and
    only a place decides. `court`: the one court of the district that leaves, or None."""

    level: str
    court: Court | None
    reasons: tuple

    @property
    def outside(self):
        """Whether no court of the district hears it."""
        return self.level in ("high", "railway", "maritime")


def advise(filing):
    """The Advice for a first-instance civil filing, saved or not; None where the rules have nothing to say against it.

    Only cause and amount are known here, so a court of the same level is never named for its place.
    """
    if filing.case_type != "民初":
        return None
    path = [cause.name for cause in causes.path(filing.cause_version, filing.cause_code)]
    found = competence.suggest(
        path or [filing.cause_name], court_day(filing.received_at), amount=filing.amount
    )
    level = found.elsewhere or found.level
    if level == filing.court.level:
        return _of_place(found)
    court = filing.court.superior if level == Court.Level.INTERMEDIATE else None
    return Advice(level, court, tuple(reason for reason in found.reasons if reason.kind in SAID))


def _of_place(found):
    """For causes only one place's court may hear; that the court looks at the place once more."""
    exclusive = tuple(reason for reason in found.reasons if reason.kind == "exclusive")
    return Advice("", None, exclusive) if exclusive else None
