"""What a verb needs beyond its row of the table. Pages ask before they offer it, the verb itself asks again."""

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from filing.intake.models import Filing
from portal.people.models import Role
from portal.workflow import IllegalTransition

REVIEWER = frozenset({Role.FILING_JUDGE})
LEADER = frozenset({Role.DUTY_LEADER})

_elsewhere = {}


def register_hindrance(verb, tell):
    """What a room above knows against a verb: `tell(filing)` gives the sentence, or nothing."""
    _elsewhere.setdefault(verb, []).append(tell)


def check(filing, verb, *, by):
    """Raises PermissionDenied or IllegalTransition as the verb would; most verbs need nothing more."""
    if found := hindrance(filing, verb, by=by):
        raise found


def hindrance(filing, verb, *, by):
    """What stands in the way, as the exception it would be; None where nothing does."""
    if verb == "return" and not may_return(filing, by):
        return PermissionDenied()
    if verb in ("decline", "hand_back") and filing.is_being_corrected:
        return IllegalTransition(
            _("The party may still correct the filing until %(day)s.")
            % {"day": date_format(filing.correct_by, "SHORT_DATE_FORMAT")}
        )
    if verb == "transfer" and filing.transferred_from_id:
        return IllegalTransition(
            _(
                "It was transferred here before and is not passed on again. Ask the court above to designate the court."
            )
        )
    if verb == "docket" and filing.state == Filing.State.SETTLED and not filing.has_agreement:
        return IllegalTransition(
            _("The parties settled by themselves and withdrew; there is no agreement to draw up.")
        )
    for tell in _elsewhere.get(verb, ()):
        if told := tell(filing):
            return IllegalTransition(told)
    return None


def may_return(filing, by):
    """Everything is asked for at once (立案规定 7(1)): a further notice is for the duty leader to give."""
    return by.holds(*LEADER, at=filing.court_id) or not was_returned(filing)


def was_returned(filing):
    """Whether there is a notice already. Where a page has read the notices, it is not asked again."""
    return bool(filing.notices.all())


def waits_for_leader(filing, by):
    """Whether the person reviews this filing, but a further notice would be the duty leader's step."""
    return by.holds(*REVIEWER, at=filing.court_id) and not may_return(filing, by)
