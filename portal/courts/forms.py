import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.courts.models import Court


class CourtForm(forms.ModelForm):
    class Meta:
        model = Court
        fields = ["code", "name", "short_name", "name_ko", "name_en", "seat"]
        help_texts = {
            "code": _("As it stands in case numbers. Leave empty until it is confirmed."),
        }
        error_messages = {
            "code": {"unique": _("Another court has this code.")},
            "name": {"unique": _("Another court has this name.")},
            "short_name": {"unique": _("Another court has this short name.")},
        }

    def clean_code(self):
        code = (self.cleaned_data["code"] or "").strip()
        if code and not re.fullmatch(r"[一-鿿]{1,3}\d{0,4}", code):
            raise ValidationError(_("One to three Chinese characters and up to four digits."))
        return code or None
