"""How figures are shown: rates, places, bars and lines. Exact fractions come in; rounding happens here, once."""

from fractions import Fraction

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import drawing

register = template.Library()


@register.filter
def percent(rate):
    """58.33% of an exact rate, or a dash that is read as "no data"."""
    if rate is None or rate == "":
        return format_html(
            '<span aria-hidden="true">—</span><span class="visually-hidden">{}</span>', _("no data")
        )
    return drawing.percent_text(Fraction(rate))


@register.simple_tag
def rate(numerator, denominator):
    return percent(drawing.share(numerator, denominator))


@register.simple_tag
def place(rank, change=None):
    """A place in a ranking; `change` counts places won (+) or lost (−) since the period before."""
    if rank is None:
        return percent(None)
    if change is None:
        return format_html('<span class="place">{}</span>', rank)
    if change == 0:
        sign, tone, words = "–", "same", _("unchanged")
    elif change > 0:
        sign, tone = f"▲{change}", "up"
        words = ngettext("up %(n)d place", "up %(n)d places", change) % {"n": change}
    else:
        sign, tone = f"▼{-change}", "down"
        words = ngettext("down %(n)d place", "down %(n)d places", -change) % {"n": -change}
    return format_html(
        '<span class="place">{} <span class="place__change place__change--{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span></span>',
        rank, tone, sign, words,
    )  # fmt: skip


@register.simple_tag
def meter(numerator, denominator, target=None, label="", wide=False):
    """A bar of the rate with a mark at the target (a Fraction, or a decimal such as "0.6000")."""
    rate = drawing.share(numerator, denominator)
    target = Fraction(target) if target not in (None, "") else None
    words = percent(rate) if rate is not None else _("no data")
    if target is not None:
        words = _("%(value)s, target %(target)s") % {"value": words, "target": drawing.percent_text(target)}
    if label:
        words = f"{label}: {words}"
    context = {
        **drawing.bar(rate, target),
        "words": words,
        "wide": wide,
        "short": rate is not None and target is not None and rate < target,
    }
    return render_to_string("components/_meter.svg", context)


@register.simple_tag
def spark(values, label="", target=None):
    """A line of the last periods; None is a gap."""
    values = list(values or [])
    known = [value for value in values if value is not None]
    if not known:
        return percent(None)
    words = _("%(n)d periods, lowest %(low)s, highest %(high)s, last %(last)s") % {
        "n": len(values), "low": _plain(min(known)), "high": _plain(max(known)), "last": _plain(known[-1]),
    }  # fmt: skip
    context = {
        **drawing.line(values, None if target == "" else target),  # "" is a variable the template has not got
        "words": f"{label}: {words}" if label else words,
        "width": drawing.LINE_WIDTH,
        "height": drawing.LINE_HEIGHT,
    }
    return render_to_string("components/_spark.svg", context)


def _plain(number):
    """A number of a line for the ear: whole ones whole, others to one place."""
    return f"{float(number):.1f}".removesuffix(".0")
