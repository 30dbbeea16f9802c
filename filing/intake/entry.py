"""The entry form as a whole: the dispute and its parties, blank, rearranged by a button, or sent."""

from filing.intake import party_forms
from filing.intake.forms import FilingForm
from filing.intake.party_forms import PREFIX, PartyFormSet
from portal.courts.models import Court
from portal.people.models import Role

COUNTER_ROLES = (Role.CLERK, Role.FILING_JUDGE)
# Buttons that change the form instead of sending it. (A button called "remove" would hide the form's own remove().)
REARRANGING = ("add_party", "drop_party", "find_cause")


def counters(person):
    """Courts at whose counter the person receives filings."""
    served = {court for court, role in person.standing() if role in COUNTER_ROLES}
    return Court.objects.open().filter(pk__in=served)


class Entry:
    """`form` and `parties` for the template; `sent` says whether it is meant to be saved."""

    def __init__(self, person, data=None):
        self.sent = is_sent(data)
        courts = counters(person)
        if self.sent:
            rows = party_forms.without_empty(party_forms.rows_in(data))
            self.form = FilingForm(courts, data)
            self.parties = PartyFormSet(party_forms.as_data(rows), prefix=PREFIX)
        else:
            self.form = FilingForm(courts, initial=_texts(data))
            rows = party_forms.completed([]) if data is None else rearranged(data)
            self.parties = PartyFormSet(initial=rows, prefix=PREFIX)

    def is_valid(self):
        return self.sent and all([self.form.is_valid(), self.parties.is_valid()])

    @property
    def errors(self):
        return self.sent and (self.form.errors or any(self.parties.errors) or self.parties.non_form_errors())


def is_sent(data):
    """Whether the form is meant to be saved, not to be rearranged."""
    return data is not None and not any(name in data for name in REARRANGING)


def _texts(data):
    """What was written so far; nothing for a blank form."""
    return {name: data[name] for name in FilingForm.base_fields if name in data} if data else None


def rearranged(data):
    """The rows of parties as they were sent, with one more or one less."""
    rows = party_forms.rows_in(data)
    if "add_party" in data:
        return party_forms.added(rows, data["add_party"])
    if "drop_party" in data:
        return party_forms.removed(rows, data["drop_party"])
    return rows
