"""What a password may be, beside Django's own rules."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 256  # signs; longer ones are no safer, and hashing them is work for nothing
TOO_LONG = _("A password has at most 256 signs.")


class NotTooLong:
    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(TOO_LONG, code="password_too_long")

    def get_help_text(self):
        return TOO_LONG
