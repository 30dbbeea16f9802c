"""What the kinds of court are called."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "supreme": _("Supreme People's Court"),
    "high": _("High court"),
    "intermediate": _("Intermediate court"),
    "basic": _("Basic court"),
    "military": _("Military court"),
    "corps": _("Court of the Xinjiang Production and Construction Corps"),
    "pending": _("Court whose code is not confirmed yet"),
    "masked": _("Court hidden in the number"),
}
