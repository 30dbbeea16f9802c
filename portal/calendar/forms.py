"""The question of a due date, as page and API both ask it; and the day table's forms."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.asking import OpenField
from portal.calendar.announcement import MOST_BYTES
from portal.calendar.counting import due, plain
from portal.calendar.daytable import CHINESE_NAMES
from portal.calendar.limits import Topic, Unit
from portal.calendar.models import CourtDay
from portal.calendar.reading import LAST_DAY, MOST, read_amount, read_start, read_time
from portal.calendar.rules import UnknownLimit, every_limit, find

# Units as partners and people write them, beside the contract's own names.
SPELLINGS = {
    "day": Unit.CALENDAR_DAY, "日": Unit.CALENDAR_DAY, "天": Unit.CALENDAR_DAY, "工作日": Unit.WORKING_DAY,
    "workday": Unit.WORKING_DAY, "月": Unit.MONTH, "个月": Unit.MONTH, "年": Unit.YEAR,
    "小时": Unit.HOUR, "时": Unit.HOUR, "工作分钟": Unit.OFFICE_MINUTE,
}  # fmt: skip


def rule_choices():
    """The rules by topic, for a select; first the choice of none."""
    yield "", _("A period of my own")
    for topic in Topic:
        rules = [(limit.code, _choice(limit)) for limit in every_limit() if limit.topic == topic]
        yield topic.label, rules


def _choice(limit):
    return f"{limit.name} · {limit.length}" if limit.length else limit.name


class QuestionForm(forms.Form):
    """A rule, or an amount and unit; and a start. `answer(days)` gives the Due."""

    use_required_attribute = False

    rule = OpenField(
        label=pgettext_lazy("of a limit", "Rule"),
        widget=forms.Select(attrs={"class": "w-full"}),
        help_text=gettext_lazy("Choose what has to be done, or give a period of your own below."),
    )
    amount = OpenField(
        label=gettext_lazy("Period of my own"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-4", "autocomplete": "off"}),
        help_text=gettext_lazy("A whole number, for example 15."),
    )
    unit = OpenField(
        label=gettext_lazy("Counted in"),
        initial=Unit.CALENDAR_DAY,
        widget=forms.Select(choices=[(unit, unit.label) for unit in MOST]),
    )
    start = forms.CharField(
        label=gettext_lazy("Day of the event"),
        widget=forms.DateInput(attrs={"type": "date", "class": "w-8"}),
        help_text=gettext_lazy("The day on which it happened, for example when the paper was received."),
        error_messages={"required": gettext_lazy("Write the day of the event, such as 2022-04-12.")},
    )
    time = forms.CharField(
        label=gettext_lazy("Time of day"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "w-8"}),
        help_text=gettext_lazy("Needed only for limits by the hour or minute, for example 10:20."),
    )
    extended = forms.BooleanField(label=gettext_lazy("With the longest extension of the rule"), required=False)  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].widget.choices = list(rule_choices())

    def clean_rule(self):
        code = self.cleaned_data["rule"].strip()
        try:
            return find(code) if code else None
        except UnknownLimit:
            message = _("There is no rule “%(code)s”. Choose one from the list.")
            raise ValidationError(message, code="rule_unknown", params={"code": code[:60]}) from None

    def clean_unit(self):
        text = self.cleaned_data["unit"].strip().lower().replace("-", "_").replace(" ", "_")
        unit = SPELLINGS.get(text) or SPELLINGS.get(text.removesuffix("s")) or text.removesuffix("s")
        if not unit:
            return None
        if unit not in MOST:
            message = _("This unit is not known. Write one of: %(units)s.")
            raise ValidationError(message, code="unit_unknown", params={"units": ", ".join(MOST)})
        return Unit(unit)

    def clean_start(self):
        return read_start(self.cleaned_data["start"])

    def clean_time(self):
        text = self.cleaned_data["time"].strip()
        return read_time(text) if text else None

    def clean(self):
        if not self.errors:
            self.cleaned_data["limit"] = self._limit()
        if not self.errors:
            self.cleaned_data["moment"] = self._moment()

    def answer(self, days):
        asked = self.cleaned_data
        return due(asked["limit"], asked["moment"], days=days, extended=asked["extended"])

    def once_more(self):
        """A fresh form that begins with what was answered, the day as a date field takes it."""
        asked, moment = self.cleaned_data, self.cleaned_data["moment"]
        at_time = isinstance(moment, datetime.datetime)
        return QuestionForm(
            initial={
                "rule": asked["limit"].code,
                "amount": asked["amount"],
                "unit": asked["unit"] or Unit.CALENDAR_DAY,
                "start": f"{moment:%Y-%m-%d}",
                "time": f"{moment:%H:%M}" if at_time else "",
                "extended": asked["extended"],
            }
        )

    def _limit(self):
        rule, amount, unit = (self.cleaned_data[name] for name in ("rule", "amount", "unit"))
        if rule and amount:
            self._refuse(
                "amount", _("Choose a rule or give a period of your own, not both."), "rule_or_amount"
            )
        elif rule:
            return rule
        elif not amount:
            self._refuse("rule", _("Choose a rule, or give a period of your own."), "nothing_asked")
        elif not unit:
            self._refuse(
                "unit",
                _("Say what the period is counted in: %(units)s.") % {"units": ", ".join(MOST)},
                "unit_missing",
            )
        else:
            try:
                return plain(read_amount(amount, unit), unit)
            except ValidationError as error:
                self.add_error("amount", error)

    def _moment(self):
        start, time = self.cleaned_data["start"], self.cleaned_data["time"]
        if isinstance(start, datetime.datetime) or not self.cleaned_data["limit"].needs_time:
            return start
        if time is None:
            self._refuse(
                "time",
                _("This limit runs by the hour or minute: give the time of day too, such as 10:20."),
                "time_missing",
            )
            return None
        return datetime.datetime.combine(start, time)

    def _refuse(self, field, message, code):
        self.add_error(field, ValidationError(message, code=code))


class CourtDayForm(forms.Form):
    """One day of the table."""

    day = forms.CharField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "w-8"}),
        error_messages={"required": gettext_lazy("Write the day, such as 2027-02-06.")},
    )
    works = forms.TypedChoiceField(
        label=gettext_lazy("Rest or work"),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        choices=[("0", pgettext_lazy("the courts", "rest")), ("1", pgettext_lazy("the courts", "work"))],
        error_messages={"required": gettext_lazy("Say whether the courts rest or work.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=CourtDay._meta.get_field("name").max_length,
        help_text=gettext_lazy("The festival, or why this day differs from the week."),
    )
    source = forms.CharField(
        label=gettext_lazy("Number of the document"),
        required=False,
        max_length=CourtDay._meta.get_field("source").max_length,
    )

    def clean_day(self):
        start = read_start(self.cleaned_data["day"])
        return start.date() if isinstance(start, datetime.datetime) else start

    def clean_name(self):
        return CHINESE_NAMES.get(self.cleaned_data["name"], self.cleaned_data["name"])


class AnnouncementForm(forms.Form):
    """A year, the announcement's number, and its days as a file, or as the text a preview carries on."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"), max_value=LAST_DAY.year, widget=forms.NumberInput(attrs={"class": "w-8"})
    )
    source = forms.CharField(
        label=gettext_lazy("Number of the announcement"),
        max_length=CourtDay._meta.get_field("source").max_length,
    )
    file = forms.FileField(
        label=gettext_lazy("Workbook or text table"),
        error_messages={"required": gettext_lazy("Choose the file of the announcement.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=gettext_lazy(
            "Columns date, kind (holiday or makeup_workday) and name; only days that differ from the week."
        ),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, published, **kwargs):
        super().__init__(*args, **kwargs)
        self.published = published
        self.fields["file"].required = not self.data.get("text")

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year <= max(self.published):
            message = _("The days of %(year)s are built in. Change single days of it on its page.")
            raise ValidationError(message, params={"year": year})
        return year

    @property
    def content(self):
        """The bytes of the announcement."""
        file = self.cleaned_data.get("file")
        return file.read(MOST_BYTES + 1) if file else self.cleaned_data["text"].encode()
