import datetime
from itertools import groupby

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing.intake.models import Filing
from filing.jurisdiction.advice import advise
from filing.review import clock
from filing.review.defects import DEFECTS
from filing.review.grounds import grounds_open_to
from filing.review.workflow import PAPER_AFTER_MEDIATION
from filing.track.advice import suggested
from portal.calendar.law import Article
from portal.calendar.loading import court_days
from portal.courts.models import Court
from portal.events import court_day

DATE = {"type": "date", "class": "w-8"}
# The law sets no length for the correction (立案规定 7); this is only what the form proposes.
USUAL_CORRECTION = 7
TEXT = {"class": "data", "lang": "zh", "rows": 4}


def _in_days(number):
    return court_day() + datetime.timedelta(days=number)


class PlainForm(forms.Form):
    """A verb that asks nothing."""

    def __init__(self, filing, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filing = filing


class DocketForm(PlainForm):
    track = forms.ChoiceField(
        label=_("Track"), choices=Filing.Track, required=False, widget=forms.RadioSelect,
        help_text=_("Leave it open if the trial division decides it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = [*Filing.Track.choices, ("", _("Not decided yet"))]
        self.suggestion = suggested(self.filing)
        if self.suggestion:
            self.fields["track"].initial = self.suggestion.track


class PaperForm(PlainForm):
    """Docketing what mediation settled asks nothing, but says which number is drawn."""

    type_code = PAPER_AFTER_MEDIATION


class ReturnForm(PlainForm):
    """The one notice: everything that is missing."""

    defects = forms.MultipleChoiceField(
        label=_("What is missing"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Say everything now: a further notice is for the duty leader, with its reason, and is counted."),
    )  # fmt: skip
    remarks = forms.CharField(
        label=_("What else is missing, or explained"), required=False, widget=forms.Textarea(attrs=TEXT)
    )
    correct_by = forms.DateField(label=_("Correct by"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    reason_for_second = forms.CharField(
        label=_("Why a further notice is needed"), required=False, widget=forms.Textarea(attrs=TEXT)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        headings = {"4": _("Contents of the complaint"), "6": _("What comes with it")}
        self.fields["defects"].choices = _grouped(DEFECTS.values(), headings)
        self._propose(self.fields["correct_by"])
        if self.filing.notices.exists():
            self.fields["reason_for_second"].required = True
        else:
            del self.fields["reason_for_second"]

    def _propose(self, field):
        at_most = clock.most_days_to_correct(self.filing)
        usual = at_most if self.filing.channel == Filing.Channel.CROSS_BORDER else USUAL_CORRECTION
        field.initial = court_days().next_workday(_in_days(min(usual, at_most)))
        field.widget.attrs.update(min=_in_days(1).isoformat(), max=_in_days(at_most).isoformat())
        field.help_text = gettext(
            "At most %(n)d days from today; a rest day moves to the next working day."
        ) % {"n": at_most}

    def clean(self):
        data = super().clean()
        if not data.get("defects") and not data.get("remarks"):
            self.add_error("defects", _("Say what is missing."))
        return data


class DeclineForm(PlainForm):
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs=TEXT), max_length=5000,
        help_text=_("Why this ground applies to this filing; the party reads it in the ruling."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = _grouped(grounds_open_to(self.filing).values(), {})


class TransferForm(PlainForm):
    """To which court of the district, and why; the one the rules name is chosen beforehand."""

    court = forms.ModelChoiceField(
        Court.objects.none(), label=_("To the court"), widget=forms.RadioSelect, empty_label=None
    )
    reasons = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs=TEXT), max_length=5000,
        help_text=_("Why that court has jurisdiction; the party and both courts read it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.advice = advise(self.filing)
        self.fields["court"].queryset = Court.objects.open().exclude(pk=self.filing.court_id)
        self.fields["court"].initial = self.advice and self.advice.court


class WithdrawForm(PlainForm):
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs=TEXT), max_length=2000
    )


class CloseForm(PlainForm):
    closed_on = forms.DateField(label=_("Closed on"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = court_day()


def _grouped(items, headings):
    """Choices under the article they rest on; `headings` names what an article is about, by its number."""
    groups = groupby(items, key=lambda item: (item.article.law, item.article.number))
    return [
        (
            _heading(Article(law, number).cite(), headings.get(number)),
            [(item.code, item.text) for item in group],
        )
        for (law, number), group in groups
    ]


def _heading(article, text):
    return _("%(text)s (%(article)s)") % {"text": text, "article": article} if text else article
