"""Tags and filters every template has; /components/ shows what they draw."""

import re
from datetime import datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal import attachments as attached
from portal import icons
from portal.events import court_day

register = template.Library()

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")

# How a state looks, by its name; one that is not here is plain. The word beside it carries the meaning.
STATES = {
    "submitted": ("pine", "inbox"),
    "accepted": ("pine", "check"),
    "offered": ("pine", "send"),
    "referred": ("pine", "send"),
    "under_way": ("pine", "people"),
    "in_mediation": ("pine", "people"),
    "applied": ("pine", "inbox"),
    "asked": ("pine", "send"),
    "granted": ("good", "check-circle"),
    "refused": ("quiet", "slash-circle"),
    "returned": ("warn", "arrow-return-left"),
    "turned_down": ("warn", "arrow-return-left"),
    "mediation_failed": ("warn", "x-circle"),
    "not_confirmed": ("warn", "x-circle"),
    "failed": ("warn", "x-circle"),
    "settled": ("good", "check-circle"),
    "succeeded": ("good", "check-circle"),
    "confirmed": ("good", "patch-check"),
    "docketed": ("good", "bookmark-check"),
    "closed": ("quiet", "archive"),
    "withdrawn": ("quiet", "dash-circle"),
    "recalled": ("quiet", "dash-circle"),
    "declined": ("quiet", "slash-circle"),
    "handed_back": ("quiet", "arrow-return-left"),
    "not_accepted": ("quiet", "slash-circle"),
    "dismissed": ("quiet", "slash-circle"),
}


@register.simple_tag
def icon(name, label=""):
    return icons.icon(name, label)


@register.filter
def data(value):
    """Data keep the language they were written in: marked, so that readers and readers' machines know."""
    if value is None or value == "":
        return ""
    text = str(value)
    if HAN.search(text):
        return format_html('<span class="data" lang="zh">{}</span>', value)
    if HANGUL.search(text):
        return format_html('<span class="data" lang="ko">{}</span>', value)
    return format_html('<span class="data" translate="no">{}</span>', value)


@register.filter
def dash(value):
    """The value, or a dash that is read as "none"."""
    if value is None or value == "":
        return format_html(
            '<span aria-hidden="true">—</span><span class="visually-hidden">{}</span>',
            pgettext("no value", "none"),
        )
    return conditional_escape(value)


@register.filter
def day(value):
    """2022-04-12, for tables."""
    value = _local(value)
    return (
        dash(None) if value is None else format_html('<time datetime="{0}">{0}</time>', f"{value:%Y-%m-%d}")
    )


@register.filter
def prose_day(value):
    """2022年4月12日, as the reader's language writes it in a sentence."""
    value = _local(value)
    if value is None:
        return dash(None)
    return format_html(
        '<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", date_format(value, "DATE_FORMAT")
    )


@register.filter
def moment(value):
    """2022-04-12 10:42, on the court's clock."""
    value = _local(value)
    if value is None:
        return dash(None)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), f"{value:%Y-%m-%d %H:%M}")


def _local(value):
    return (
        timezone.localtime(value)
        if isinstance(value, datetime) and timezone.is_aware(value)
        else value or None
    )


@register.filter
def yuan(amount):
    """12,345.00; the unit stands in the head."""
    return dash(None) if amount is None or amount == "" else f"{Decimal(amount):,.2f}"


@register.filter
def count(number):
    return dash(None) if number is None or number == "" else f"{int(number):,}"


@register.simple_tag
def chip(word, tone="plain", icon=""):
    mark = icons.icon(icon) if icon else ""
    return format_html('<span class="chip chip--{}">{}{}</span>', tone, mark, word)


@register.simple_tag
def state_chip(subject, tone=""):
    """The subject's state as a mark and a word."""
    known, mark = STATES.get(subject.state, ("plain", "circle"))
    return chip(subject.get_state_display(), tone=tone or known, icon=mark)


@register.filter(name="limit_chip")
def limit_words(due):
    """How long is left until a day, in words: days left, due today, days over."""
    if due is None or due == "":
        return ""
    if isinstance(due, datetime):
        due = court_day(due)
    left = (due - court_day()).days
    if left < 0:
        words = ngettext("%(n)d day over", "%(n)d days over", -left) % {"n": -left}
        return chip(words, tone="late", icon="exclamation-triangle")
    if left == 0:
        return chip(_("Due today"), tone="warn", icon="hourglass-bottom")
    words = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    return chip(words, tone="warn" if left == 1 else "quiet", icon="clock")


@register.simple_tag
def limit_chip(due, done=False):
    return "" if done else limit_words(due)


@register.simple_tag
def seen(subject):
    """The version of the subject this page shows; a form that carries another one is refused."""
    return format_html('<input type="hidden" name="seen" value="{}">', subject.state_since.isoformat())


@register.simple_tag(takes_context=True)
def panel(context, shown):
    """One panel of a home page, with its own variables beside those of the frame."""
    with context.push(**shown["context"]):
        return mark_safe(context.template.engine.get_template(shown["template"]).render(context))  # noqa: S308


@register.simple_tag
def languages():
    """[(code, the language's own name)]: nobody looks for his language under another one's word for it."""
    return settings.LANGUAGES


@register.simple_tag(takes_context=True)
def attachments(context, subject):
    """What other rooms show on this subject's page: panels for `panel`."""
    return attached.attachments(context["request"], subject)


@register.simple_tag
def today():
    return court_day()
