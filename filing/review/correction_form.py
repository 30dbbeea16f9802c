from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing.intake.correction_forms import CorrectedEntry
from filing.review.defects import DEFECTS
from filing.review.forms import PlainForm
from portal.templatetags.songting import data

REMARKS = "remarks"  # stands for what the notice says in words of its own


class CorrectionForm(PlainForm):
    """What came in of the open notice, and the filing as it stands, to be put right (立案规定 7(2))."""

    brought = forms.MultipleChoiceField(
        label=gettext_lazy("What was brought"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, filing, sent=None):
        self.entry = CorrectedEntry(filing, sent)
        asked = _asked(filing.notices.filter(corrected_at=None).last())
        ticked = list(asked) if sent is None else sent.getlist("brought")
        super().__init__(filing, sent if self.entry.sent else None, initial={"brought": ticked})
        self.fields["brought"].choices = list(asked.items())

    def clean(self):
        cleaned = super().clean()
        if not self.entry.is_valid():
            raise ValidationError(
                _("Something in the corrected filing does not fit yet; it is marked there.")
            )
        cleaned["corrections"] = self.entry.corrections()
        if self.fields["brought"].choices and not (cleaned.get("brought") or cleaned["corrections"]):
            self.add_error("brought", _("Tick what was brought, or put in what is corrected."))
        return cleaned


def _asked(notice):
    """{code: text} of what the notice asked for."""
    if notice is None:
        return {}
    asked = {code: DEFECTS[code].text for code in notice.defects if code in DEFECTS}
    return asked | ({REMARKS: data(notice.remarks)} if notice.remarks else {})
