"""How figures are shown: rates, places, bars and lines. Exact fractions come in; rounding happens here, once."""

from fractions import Fraction
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import drawing
from portal.drawn import drawn
from portal.exact import decimal_text

register = template.Library()
register.simple_tag(drawn)


@register.filter
def percent(rate):
    """58.33% of an exact rate, or a dash that is read as "no data"."""
    if rate is None or rate == "":
        return _dash(_("no data"))
    return drawing.percent_text(rate if isinstance(rate, Fraction) else Fraction(rate))


@lru_cache(maxsize=16)  # one for each language; a table may be full of them
def _dash(words):
    return format_html('<span aria-hidden="true">—</span><span class="visually-hidden">{}</span>', words)


@register.filter
def decimals(value, places=1):
    """An exact value with so many places, or the same dash."""
    return percent(None) if value is None else decimal_text(value, places)


@register.simple_tag
def rate(numerator, denominator):
    return percent(drawing.share(numerator, denominator))


@register.simple_tag
def figure_value(indicator, figure):
    """What a figure says: a share in percent, a mean to one place, a count as it is; a dash where there is none."""
    if figure is None:
        return percent(None)
    if not indicator.ranked:
        return f"{figure.numerator:,}"
    if not figure.denominator:
        return percent(None)
    if indicator.unit == "%":
        return drawing.percent_of(figure.numerator, figure.denominator)
    return decimals(figure.rate, 1)


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
    bar, short = drawing.bar(rate, target), rate is not None and target is not None and rate < target
    return format_html(
        '<svg class="meter{}{}" role="img" aria-label="{}"><rect class="meter__ground" y="25%" width="100%" height="50%"/>'
        '<rect class="meter__value" y="25%" width="{}%" height="50%"/>{}</svg>',
        " meter--wide" if wide else "", " meter--short" if short else "", words, bar["value"], _mark(bar["target"]),
    )  # fmt: skip


def _mark(place):
    """Where the target lies on a bar, in hundredths of its width."""
    if place is None:
        return ""
    return format_html(
        '<svg x="{}%" width="100%" height="100%" overflow="visible"><rect class="meter__gap" x="-3" width="6" height="100%"/>'
        '<rect class="meter__target" x="-1" width="2" height="100%"/></svg>',
        place,
    )


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
    line = drawing.line(values, None if target == "" else target)  # "" is a variable the template has not got
    width, height, y = drawing.LINE_WIDTH, drawing.LINE_HEIGHT, line["target"]
    mark = '<line class="spark__target" x1="0" x2="{}" y1="{}" y2="{}"/>'
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        width, height, f"{label}: {words}" if label else words,
        "" if y is None else format_html(mark, width, y, y),
        format_html_join("", '<polyline class="spark__line" points="{}"/>', ((one,) for one in line["pieces"])),
        format_html_join("", '<circle class="spark__dot" cx="{}" cy="{}" r="2.5"/>', line["dots"]),
    )  # fmt: skip


def _plain(number):
    """A number of a line for the ear: whole ones whole, others to one place."""
    return f"{float(number):.1f}".removesuffix(".0")
