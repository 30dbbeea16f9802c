"""Random verbs by random people, some from stale screens: filing and mediation never contradict each other."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from filing.intake.models import Filing
from filing.review import workflow as review
from mediation.conciliation import workflow
from mediation.conciliation.models import Mediation, PartyMediation
from mediation.confirmation import workflow as confirming
from portal.events import Event
from portal.workflow import IllegalTransition, Process, may
from tests.mediation.cases import AGREEMENT, add_mediator, add_organisation, consents, file_case

# What the filing may be while its newest mediation is in a state.
PAIRS = {
    None: {"submitted", "accepted", "returned", "declined", "withdrawn", "docketed", "closed"},
    "offered": {"referred"},
    "turned_down": {"referred"},
    "under_way": {"in_mediation"},
    "succeeded": {"settled", "not_confirmed", "docketed", "closed", "withdrawn"},
    "failed": {"mediation_failed", "docketed", "closed", "withdrawn"},
    "recalled": {
        "submitted",
        "accepted",
        "returned",
        "declined",
        "withdrawn",
        "docketed",
        "closed",
        "not_confirmed",
    },
}
REFUSED = (PermissionDenied, IllegalTransition, ValidationError)

ON_FILING = {
    "accept": lambda filing, by: review.accept(filing, by=by),
    "return": lambda filing, by: review.return_for_correction(
        filing, by=by, defects=["identity"], correct_by=timezone.localdate() + datetime.timedelta(days=7)
    ),
    "resubmit": lambda filing, by: review.resubmit(filing, by=by),
    "decline": lambda filing, by: review.decline(filing, by=by, ground="unlawful", reasons="…"),
    "docket": lambda filing, by: review.docket(filing, by=by, track="simple"),
    "take_back": lambda filing, by: review.take_back(filing, by=by),
    "settle": lambda filing, by: review.settle(filing, agreed=True, by=by),
    "reopen": lambda filing, by: review.reopen(filing, by=by),
    "withdraw": lambda filing, by: review.withdraw(filing, by=by),
    "close": lambda filing, by: review.close(filing, by=by, closed_on=timezone.localdate()),
}
ON_MEDIATION = {
    "accept": lambda mediation, by: workflow.accept(mediation, by=by),
    "turn_down": lambda mediation, by: workflow.turn_down(mediation, reason="出差", by=by),
    "recall": lambda mediation, by: workflow.recall(mediation, by=by),
    "consent": lambda mediation, by: workflow.record_consents(
        mediation, consents=consents(mediation.filing, "third"), by=by
    ),
    "extend": lambda mediation, by: workflow.extend(
        mediation, until=(mediation.due_on or timezone.localdate()) + datetime.timedelta(days=1),
        consents=consents(mediation.filing), by=by,
    ),
    "agree": lambda mediation, by: workflow.succeed(mediation, ending="agreement", agreement=AGREEMENT, by=by),
    "settle": lambda mediation, by: workflow.succeed(mediation, ending="settled", by=by),
    "fail": lambda mediation, by: workflow.fail(mediation, ending="too_far_apart", report="差距过大", by=by),
    "refuse": lambda mediation, by: workflow.refuse(PartyMediation.objects.get(pk=mediation.pk), by=by),
}  # fmt: skip


@transaction.atomic
def not_confirm(mediation, by):
    confirmation = confirming.apply(mediation, applicants=mediation.filing.parties.all(), by=by)
    confirming.not_accept(confirmation, ground="status", reasons="…", by=by)


STEPS = {"agree": "succeed", "settle": "succeed"}


def machine_of(people, whom, court):
    class Case(RuleBasedStateMachine):
        @initialize(to=st.sampled_from([*sorted(whom), None]), accepted=st.booleans())
        def receive(self, to, accepted):
            self.filing = file_case(people["clerk"], court, filed_by=people["litigant"])
            self.screens = []
            if to:
                self.refer("filing_judge", to)
                if accepted:
                    self.attempt(lambda: ON_MEDIATION["accept"](self.newest(), people["clerk"]))

        @rule(verb=st.sampled_from(sorted(ON_FILING)), who=st.sampled_from(sorted(people)))
        def on_filing(self, verb, who):
            self.attempt(lambda: ON_FILING[verb](Filing.objects.get(pk=self.filing.pk), people[who]))

        @rule(dice=st.integers(1, 6))
        def the_clock_runs_out(self, dice):
            """Seldom: it ends every story."""
            if dice == 6:
                filing = Filing.objects.get(pk=self.filing.pk)
                self.attempt(lambda: review.docket_on_expiry(filing, by=Process("clock")))

        @rule(who=st.sampled_from(["filing_judge", "clerk"]), to=st.sampled_from(sorted(whom)))
        def offer(self, who, to):
            self.refer(who, to)

        def refer(self, who, to):
            filing = Filing.objects.get(pk=self.filing.pk)
            self.attempt(
                lambda: workflow.refer(
                    filing, consents=consents(filing, "plaintiff"), by=people[who], **whom[to]
                )
            )

        @rule(verb=st.sampled_from(sorted(ON_MEDIATION)), who=st.sampled_from(sorted(people)))
        def on_mediation(self, verb, who):
            if mediation := self.newest():
                self.attempt(lambda: ON_MEDIATION[verb](mediation, people[who]))

        @rule(to=st.sampled_from(sorted(whom)), dice=st.integers(1, 6))
        def reassign(self, to, dice):
            if dice == 6 and (mediation := self.newest()):
                self.attempt(lambda: workflow.reassign(mediation, by=people["filing_judge"], **whom[to]))

        @rule(data=st.data())
        def somebody_does_what_he_may(self, data):
            """Chance alone seldom gets far: here the table is asked first."""
            filing, mediation = Filing.objects.get(pk=self.filing.pk), self.newest()
            deeds = [
                (deed, subject, who)
                for subject, table, verbs in (
                    (filing, review.TRANSITIONS, ON_FILING), (mediation, workflow.TRANSITIONS, ON_MEDIATION),
                )
                if subject
                for who in sorted(people)
                for name, deed in verbs.items()
                if (step := table.get(STEPS.get(name, name)))
                and subject.state in step.sources and may(subject, step, people[who])
            ]  # fmt: skip
            if mediation and mediation.is_open:
                deeds = [one for one in deeds if one[1] == mediation]
            if deeds:
                deed, subject, who = data.draw(st.sampled_from(deeds))
                self.attempt(lambda: deed(subject, people[who]))

        @rule(who=st.sampled_from(["judge", "clerk"]))
        def the_agreement_is_not_confirmed(self, who):
            mediation = self.newest()
            if mediation and confirming.may_apply(mediation, people[who]):
                self.attempt(lambda: not_confirm(mediation, people[who]))

        @rule()
        def leave_a_screen_open(self):
            if mediation := self.newest():
                self.screens.append(mediation)

        @rule(
            verb=st.sampled_from(sorted(set(ON_MEDIATION) - {"refuse"})), who=st.sampled_from(sorted(people))
        )
        def act_on_the_oldest_screen(self, verb, who):
            if self.screens:
                screen = self.screens.pop(0)
                stale = screen.state_since != Mediation.objects.get(pk=screen.pk).state_since
                done = self.attempt(lambda: ON_MEDIATION[verb](screen, people[who]))
                assert not (stale and done)

        @invariant()
        def the_pair_agrees(self):
            newest = self.newest()
            state = Filing.objects.get(pk=self.filing.pk).state
            assert state in PAIRS[newest.state if newest else None]
            assert Mediation.objects.filter(filing=self.filing).open().count() <= 1

        @invariant()
        def each_event_begins_where_the_last_ended(self):
            mediations = Mediation.objects.filter(filing=self.filing)
            for subject in (Filing.objects.get(pk=self.filing.pk), *mediations):
                told = list(Event.objects.about(subject).order_by("id").values_list("source", "target"))
                assert [source for source, _target in told[1:]] == [target for _source, target in told[:-1]]
                assert told[-1][1] == subject.state

        def newest(self):
            rows = Mediation.objects.filter(filing=self.filing).select_related("filing")
            return rows.order_by("pk").last()

        def attempt(self, deed):
            """Do it or be refused; then whatever moved has exactly one more event, and nothing else has."""
            before = self.record()
            try:
                deed()
            except REFUSED:
                assert self.record() == before
                return False
            for subject, (version, events) in self.record().items():
                old_version, old_events = before.get(subject, (None, 0))
                assert events == old_events + (version != old_version)
            assert self.record() != before
            return True

        def record(self):
            """{(kind, key): (version, events)} of the filing and its mediations."""
            subjects = [Filing.objects.get(pk=self.filing.pk), *Mediation.objects.filter(filing=self.filing)]
            return {
                (one.event_kind, one.pk): ((one.state, one.state_since), Event.objects.about(one).count())
                for one in subjects
            }

    return Case


def test_filing_and_mediation_never_contradict_each_other(
    clerk, filing_judge, judge, mediator_person, litigant, elsewhere, helong, person_at
):
    organisation = add_organisation(helong)
    colleague = person_at(helong, "mediator", name="同事调解员")
    whom = {
        "mediator": {"mediator": add_mediator(helong, person=mediator_person)},
        "organisation": {"organisation": organisation},
    }
    add_mediator(helong, name="同事调解员", person=colleague, organisation=organisation)
    people = {
        "clerk": clerk, "filing_judge": filing_judge, "judge": judge, "mediator": mediator_person,
        "colleague": colleague, "litigant": litigant, "stranger": elsewhere.filing_judge,
    }  # fmt: skip
    run_state_machine_as_test(
        machine_of(people, whom, helong),
        settings=settings(
            max_examples=60, stateful_step_count=20, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
