"""Words of the law on a page: a link to what they mean, which page.js opens where the word stands."""

import re

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from portal.terms.words import terms

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context, key, text=""):
    """A label with what it means, {% term "cause" _("Cause of action") %}; the word's own name without one.

    Staff know the words of their trade and see the label alone.
    """
    known = terms()[key]
    label = text or known.name
    return conditional_escape(label) if context.get("audience") == "staff" else _explained(known, label)


@register.filter
def explain(text, keys):
    """The sentence, the first mention of each of these words explained: {{ sentence|explain:"docket case_number" }}."""
    wanted = {form.lower(): terms()[key] for key in keys.split() for form in terms()[key].forms}
    forms = "|".join(re.escape(form) for form in sorted(wanted, key=len, reverse=True))
    # Chinese and Korean have no edges of words to look for; English has.
    words = re.compile(rf"(?<![A-Za-z])(?:{forms})(?![A-Za-z])", re.IGNORECASE)
    done = set()

    def first(found):
        known = wanted[found[0].lower()]
        if known.key in done:
            return found[0]
        done.add(known.key)
        return _explained(known, mark_safe(found[0]))  # noqa: S308 - escaped with the sentence

    return mark_safe(words.sub(first, str(conditional_escape(text))))  # noqa: S308 - escaped, and ours


def _explained(known, text):
    return format_html(
        '<a class="term" href="{}#{}" data-name="{}" data-means="{}">{}</a>',
        reverse("terms:list"), known.key, known.name, known.means, text,
    )  # fmt: skip
