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
NOT_THERE = object()


def holds(condition, event):
    """Whether a declared condition holds for an event in memory: `condition` is read, not sent to the database.

    TypeError if the fact cannot be compared; ValueError for a lookup no declaration uses so far.
    """
    return _truth(condition, event) is True


def _truth(condition, event):
    """True, False, or as in SQL None: what is said of a fact that is not there is neither, nor is its opposite."""
    if not isinstance(condition, Q):
        return _test(event, *condition)
    decisive = condition.connector == Q.OR
    answer = not decisive
    for part in condition.children:
        truth = _truth(part, event)
        if truth is decisive:
            answer = decisive
            break
        if truth is None:
            answer = None
    return answer if answer is None else answer != condition.negated


def _test(event, path, wanted):
    *names, last = path.split("__")
    if last not in TESTS and last != "isnull":
        names, last = [*names, last], "exact"
    if names[0] == "facts":
        fact = event.facts.get(names[1], NOT_THERE)
    elif len(names) == 1:
        fact = getattr(event, names[0])
    else:
        raise ValueError(path)
    if last == "isnull":
        return (fact is NOT_THERE) == wanted
    if fact is NOT_THERE:
        return None
    return fact is not None and TESTS[last](fact, wanted)
