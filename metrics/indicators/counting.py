"""Declarations as aggregates, and as plain tests in Python for whoever counts again without SQL."""

from operator import ge

from django.db.models import BigIntegerField, Count, IntegerField, Q, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce


def amount(indicator):
    """The fact a mean sums, as an expression over events."""
    return Cast(KeyTextTransform(indicator.amount, "facts"), IntegerField())


def numerator(indicator):
    """The numerator as an aggregate over events of one group."""
    if not indicator.amount:
        return Count("id", filter=indicator.numerator)
    return Coalesce(Sum(amount(indicator), filter=indicator.numerator, output_field=BigIntegerField()), 0)


def denominator(indicator):
    """The denominator as an aggregate, or None for a plain count."""
    return None if indicator.denominator is None else Count("id", filter=indicator.denominator)


TESTS = {"exact": lambda fact, wanted: fact == wanted, "in": lambda fact, wanted: fact in wanted, "gte": ge}


def holds(condition, event):
    """Whether a declared condition holds for an event in memory: `condition` is read, not sent to the database.

    TypeError if the fact cannot be compared; ValueError for a lookup no declaration uses so far.
    """
    if not isinstance(condition, Q):
        return _test(event, *condition)
    parts = (holds(part, event) for part in condition.children)
    answer = any(parts) if condition.connector == Q.OR else all(parts)
    return answer != condition.negated


def _test(event, path, wanted):
    *names, last = path.split("__")
    if last not in TESTS:
        names, last = [*names, last], "exact"
    if names[0] == "facts":
        fact = event.facts.get(names[1])
    elif len(names) == 1:
        fact = getattr(event, names[0])
    else:
        raise ValueError(path)
    return fact is not None and TESTS[last](fact, wanted)
