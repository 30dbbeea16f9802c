"""What a party puts right in its filing: saved with the filing's step, and told by the names of what changed."""

import copy
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.audit.models import record

# Fields of the filing a correction is told by; the cause's code and list go with its name.
TOLD = ("case_type", "cause_name", "claim", "grounds", "amount")


@dataclass(frozen=True)
class Corrections:
    """`fields`: {name: new value} of the filing; `parties`: all that stay or come, in order, as (party, names of
    changed fields); `dropped`: parties on record that go."""

    fields: dict = field(default_factory=dict)
    parties: tuple = ()
    dropped: tuple = ()

    def __bool__(self):
        return bool(self.fields or self.dropped or any(changed for _party, changed in self.parties))

    def applied_to(self, filing):
        """The filing as it will read, as an object of its own."""
        corrected = copy.copy(filing)
        for name, value in self.fields.items():
            setattr(corrected, name, value)
        return corrected

    @property
    def told(self):
        """The names of the filing's changed fields."""
        return [name for name in TOLD if name in self.fields]

    @property
    def codes(self):
        """What changed, without any value: "claim", "defendant.address", "third.added", "plaintiff.dropped"."""
        found = self.told
        for party, changed in self.parties:
            names = changed if party.pk else ["added"]
            found += [f"{party.side}.{name}" for name in names]
        return list(dict.fromkeys([*found, *(f"{party.side}.dropped" for party in self.dropped)]))

    def save_parties(self, filing, *, by):
        """Inside the transaction of the filing's step. Raises ValidationError if one to be dropped is needed elsewhere."""
        for party in self.dropped:
            self._drop(party, filing, by)
        for position, (party, changed) in enumerate(self.parties):
            moved = party.position != position
            party.filing, party.position = filing, position
            verb = "correct_party" if party.pk else "add_party"
            if changed or moved:
                party.save()
            if changed:
                record(by, verb, subject=party, court=filing.court, detail={"fields": sorted(changed)})

    def _drop(self, party, filing, by):
        record(by, "drop_party", subject=party, court=filing.court)
        try:
            party.delete()
        except ProtectedError:
            raise ValidationError(
                _("%(name)s consented to mediation before and stays on record.") % {"name": party.name}
            ) from None


NOTHING = Corrections()
