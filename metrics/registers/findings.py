"""What a reading of a file found besides its rows; bounded, however bad the file is."""

from dataclasses import dataclass, field

from metrics.registers.faults import Fault, shortened

MOST_FAULTS = 10_000  # kept; the rest is only counted. Nobody corrects more by reading them one by one.
SAMPLE = 10  # rows shown as they were read


@dataclass
class Findings:
    rows: int = 0
    ignored: list = field(default_factory=list)
    sample: list = field(default_factory=list)
    courts: set = field(default_factory=set)
    faults: list = field(default_factory=list)
    fault_count: int = 0

    def fault(self, code, row=None, column="", value="", details=None):
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(code, row, column, shortened(value), _plain(details or {})))

    def add(self, faults):
        """Those of rows against each other; then all are in the order of rows, those of the file before them."""
        self.fault_count += len(faults)
        self.faults = sorted([*self.faults, *faults], key=lambda fault: fault.row or 0)[:MOST_FAULTS]

    @property
    def wants_sample(self):
        return len(self.sample) < SAMPLE


def _plain(details):
    """As they can be stored; a day reads the same in every language."""
    return {name: value if isinstance(value, int) else str(value) for name, value in details.items()}
