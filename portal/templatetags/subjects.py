"""Subjects of events on lists: a link to their page, the court's word for the step."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from portal.workflow import step_label as label_of

register = template.Library()

# Routes by name: the ground floor knows where a subject is shown, not what it is.
PAGES = {
    "filing": "filing:detail",
    "mediation": "mediation:detail",
    "confirmation": "confirmation:detail",
    "register": "registers:entry",
}


@register.simple_tag
def subject_link(event):
    """The reference of an event's subject, linked to its page where it has one of its own."""
    kind, pk = event.subject_kind, event.subject_id
    if kind == "rating":
        kind, pk = "filing", event.facts.get("filing")
    if kind not in PAGES or pk is None:
        return format_html('<span class="data" lang="zh">{}</span>', event.reference)
    return format_html(
        '<a class="data" lang="zh" href="{}">{}</a>', reverse(PAGES[kind], args=[pk]), event.reference
    )


@register.simple_tag
def step_label(event):
    return label_of(event.subject_kind, event.verb)
