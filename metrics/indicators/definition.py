"""A declaration as it is frozen with a published figure, and the mark by which a changed rule is noticed."""

import hashlib

from django.conf import settings
from django.utils import translation

from metrics.indicators.declarations import INDICATORS


def frozen(indicator):
    """Everything a reader needs later to know what was counted: code, version, words in each language, rule."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = {
                "name": str(indicator.name),
                "text": str(indicator.definition),
                "source": str(indicator.source),
            }
    return {
        "code": indicator.code,
        "version": indicator.version,
        "kind": indicator.kind.value,
        "source": str(indicator.source),
        "target": str(indicator.target) if indicator.target is not None else None,
        "words": words,
        "rule": rule_digest([indicator]),
    }


def in_force(definition):
    """The declared indicator if it still counts by the rule of a frozen definition; None if it does not."""
    one = INDICATORS.get(definition["code"])
    return one if one and rule_digest([one]) == definition["rule"] else None


def rule_digest(indicators=None):
    """SHA-256 of what is counted (not of its words): changes when a condition or an indicator does."""
    told = [
        (one.code, one.version, str(one.numerator), str(one.denominator), one.amount)
        for one in (indicators or INDICATORS.values())
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()
