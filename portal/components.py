"""/components/: every component in every state, in the reader's language and colours. Needs no data of its own."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.events import Event, court_day
from portal.people.access import public
from portal.people.models import Person, Role

TONES = ("plain", "pine", "good", "warn", "late", "quiet")
NOTICES = ("info", "good", "warn", "late")
COLOURS = ("ink", "soft", "pine", "late", "warn", "good", "info", "edge", "line", "wash")
WEEKS = [52, 54, 51, None, 55, 57, 56, 58, 57, 60, 59, 61, 63]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=60, help_text=_("As on the identity card.")
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "tel"})
    )
    received_on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    answer = forms.ChoiceField(
        label=_("Do you agree to mediation?"),
        choices=[("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))],
        widget=forms.RadioSelect,
        help_text=_("You can change your mind until the mediator begins."),
    )
    claim = forms.CharField(label=_("What do you ask for?"), widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("File"), required=False)
    sure = forms.BooleanField(label=_("I have read this and agree."))


@public
def components(request):
    """The page of components; its forms are for looking and change nothing."""
    today = court_day()
    return render(
        request,
        "portal/components.html",
        {
            "tones": TONES,
            "notices": NOTICES,
            "colours": COLOURS,
            "form": ExampleForm(auto_id="empty_%s"),
            "wrong_form": ExampleForm({"name": "", "received_on": "", "role": "clerk"}, auto_id="wrong_%s"),
            "days": [today + timedelta(days=shift) for shift in (12, 1, 0, -3)],
            "today": today,
            "now": timezone.now(),
            "events": list(_example_events()),
            "subjects": [
                SimpleNamespace(state=state, get_state_display=_named(word)) for state, word in _states()
            ],
            "weeks": WEEKS,
            "chart": _chart(),
            "rows": _rows(today),
        },
    )


def _named(word):
    return lambda: word


def _states():
    """A state of each look, with the words the rooms use."""
    return [
        ("submitted", _("Awaiting review")),
        ("returned", _("Returned for correction")),
        ("in_mediation", _("In mediation")),
        ("docketed", _("Docketed")),
        ("declined", _("Not accepted")),
        ("unheard_of", _("Draft")),
    ]


def _example_events():
    at = timezone.make_aware(datetime(2022, 4, 12, 9, 5))
    somebody = Person(name="金明哲")
    yield Event(at=at, subject_kind="example", verb=_("Submitted"), person=somebody)
    yield Event(
        at=at + timedelta(hours=1),
        subject_kind="example",
        verb=_("Accepted"),
        process="clock",
        note="材料齐全。",
    )


def _chart():
    return {
        "labels": [f"{date(2022, 1, 3) + timedelta(weeks=week):%m-%d}" for week in range(len(WEEKS))],
        "series": [
            {"name": str(_("This year")), "values": WEEKS},
            {"name": str(_("Last year")), "values": [45, 47, 46, 44, 48, 47, 49, 50, 48, 51, 50, 52, 53]},
        ],
        "unit": "%",
        "target": 60,
        "target_label": str(_("target")),
        "decimals": 0,
    }


def _rows(today):
    return [
        {
            "number": "（2022）吉7502民初22号",
            "name": "金明哲",
            "cause": "民间借贷纠纷",
            "amount": "86000",
            "due": today,
            "late": False,
        },
        {
            "number": "（2022）吉7502民初23号",
            "name": "崔顺姬",
            "cause": "离婚纠纷",
            "amount": None,
            "due": today - timedelta(days=1),
            "late": True,
        },
        {
            "number": "（2022）吉7502民初24号",
            "name": "王　芳",
            "cause": "买卖合同纠纷",
            "amount": "1234567.5",
            "due": today + timedelta(days=6),
            "late": False,
        },
    ]
