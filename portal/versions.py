"""Particulars without states: the moment of their last change is the version a form carries."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.workflow import IllegalTransition


def take_up(row, seen=""):
    """The row anew, locked until the caller's transaction ends, with a new version to be saved with the change.

    `seen` is what the form carried, nothing where no form did; whoever saw an older version is refused (409).
    """
    fresh = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if seen and seen != fresh.changed_at.isoformat():
        raise IllegalTransition(_("This has changed since your page was loaded. Reload to see it."))
    fresh.changed_at = timezone.now()
    return fresh
