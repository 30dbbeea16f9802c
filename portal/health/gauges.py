"""Figures read from the database when a monitor asks. A room adds its own with `@gauge`."""

from django.db import DatabaseError, transaction
from prometheus_client.core import GaugeMetricFamily

_gauges = []


def gauge(name, documentation, labels=()):
    """Add a gauge: the function gives a number, or with `labels` a mapping of label values (a tuple) to numbers."""

    def add(read):
        _gauges.append((name, documentation, tuple(labels), read))
        return read

    return add


class DatabaseGauges:
    """A collector of prometheus_client. One that cannot be read is left out; the others are still told."""

    def collect(self):
        for name, documentation, labels, read in _gauges:
            try:
                with transaction.atomic():
                    value = read()
            except DatabaseError:
                continue
            family = GaugeMetricFamily(name, documentation, labels=labels)
            for key, number in (value if labels else {(): value}).items():
                family.add_metric([str(part) for part in key], number)
            yield family
