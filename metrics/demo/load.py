"""Writes a made-up world down the way the portal would have: rows, numbers, and every step as an event.

In bulk, because two years step by step would take an hour; `seed` leaves states the verbs can go on from.
"""

import uuid
from collections import defaultdict

from django.db import transaction

from evaluation.models import Rating
from filing.causes import named
from filing.models import CaseNumber, CaseNumberSeries, Filing, Party
from mediation.models import Confirmation, Consent, Mediation
from metrics.demo import world as made_up
from metrics.demo.papers import correct_by, write_papers
from metrics.demo.steps import steps_of
from metrics.demo.wording import agreement, claim, mediation_state_of, state_of
from portal.calendar.counting import due
from portal.calendar.loading import court_days
from portal.calendar.rules import find
from portal.events import Event
from portal.personal.fields import blind_index

BATCH = 1000


def write_down(world, *, courts, staff, rosters):
    """Store the world; `courts` in the world's order, `staff` {court: {role: person}}, `rosters` {court: mediators}.

    One transaction: a killed run leaves nothing. Returns the number of events.
    """
    with transaction.atomic():
        return _Writer(world, courts, staff, rosters).write()


class _Writer:
    def __init__(self, world, courts, staff, rosters):
        self.world, self.courts, self.staff, self.rosters = world, courts, staff, rosters
        self.days = court_days()
        self.confirmations = {}

    def write(self):
        cases = self.world.cases
        self.numbers = self._numbers(lambda case: case.docketed, lambda case: case.docketed_as)
        self.confirmation_numbers = self._numbers(lambda case: case.confirmed, lambda case: "诉前调确")
        self._keep_series()
        self.filings = Filing.objects.bulk_create(
            [self._filing(number, case) for number, case in enumerate(cases, 1)], batch_size=BATCH
        )
        self._write_parties()
        write_papers(self.world.cases, self.filings, self.staff)
        self._write_mediations()
        self._write_confirmations()
        self._write_ratings()
        events = [event for position in range(len(cases)) for event in self._events(position)]
        Event.objects.bulk_create(events, batch_size=BATCH)
        return len(events)

    def _numbers(self, moment_of, type_of):
        """{position of the case: CaseNumber}, serials in the order of the moments, per court, year and type."""
        last = defaultdict(int)
        numbers = {}
        order = sorted(
            (moment_of(case), position) for position, case in enumerate(self.world.cases) if moment_of(case)
        )
        for moment, position in order:
            case = self.world.cases[position]
            series = (case.court, moment.year, type_of(case))
            last[series] += 1
            numbers[position] = CaseNumber(
                court=self.courts[case.court], year=moment.year, type_code=series[2], serial=last[series]
            )
        CaseNumber.objects.bulk_create(numbers.values(), batch_size=BATCH)
        self.series = {**getattr(self, "series", {}), **last}
        return numbers

    def _keep_series(self):
        CaseNumberSeries.objects.bulk_create(
            CaseNumberSeries(court=self.courts[court], year=year, type_code=code, last=last)
            for (court, year, code), last in self.series.items()
        )

    def _filing(self, number, case):
        cause = named(case.cause, case.received.date()) if case.cause else None
        state, since = state_of(case)
        return Filing(
            reference=f"示{case.received.year}-{number:06d}",
            form_key=uuid.uuid5(uuid.NAMESPACE_OID, f"demo {number}"),
            court=self.courts[case.court],
            assisting_court=None if case.assisting is None else self.courts[case.assisting],
            channel=case.channel,
            case_type=case.docketed_as if case.docketed else case.case_type,
            cause_version=cause.version if cause else "",
            cause_code=cause.code if cause else "",
            cause_name=case.cause,
            claim=claim(case),
            grounds=f"{case.plaintiff}与{case.defendant}因{case.cause or '履行生效法律文书'}发生争议，协商未果。",
            amount=case.amount,
            received_at=case.received,
            decide_by=made_up.decide_by(case, case.mediation_ended if state == "mediation_failed" else None),
            correct_by=correct_by(case.returned_again or case.returned) if state == "returned" else None,
            entered_by=self._person(case.assisting if case.assisting is not None else case.court, "clerk"),
            was_mediated=bool(case.diverted),
            was_settled=case.succeeded,
            has_agreement=case.ending == "agreement",
            case_number=self.numbers.get(number - 1),
            track=case.track,
            expired=case.on_expiry and state == "docketed",
            state=state,
            state_since=since,
        )

    def _person(self, court, role):
        return self.staff[self.courts[court]][role]

    def _write_parties(self):
        parties = []
        for position, (case, filing) in enumerate(zip(self.world.cases, self.filings, strict=True)):
            phone = f"139{position:08d}"[:11]
            parties.append(
                Party(
                    filing=filing,
                    side="plaintiff",
                    name=case.plaintiff,
                    phone=phone,
                    phone_index=blind_index(phone),
                    address="吉林省延边朝鲜族自治州林业街道",
                )
            )
            parties.append(
                Party(
                    filing=filing,
                    side="defendant",
                    name=case.defendant,
                    kind="organisation" if case.defendant_is_firm else "person",
                )
            )
        Party.objects.bulk_create(parties, batch_size=BATCH)
        self.plaintiffs = {party.filing_id: party for party in parties if party.side == "plaintiff"}
        self.parties = defaultdict(list)
        for party in parties:
            self.parties[party.filing_id].append(party)

    def _write_mediations(self):
        self.mediations = {}
        limit = find("mediation_period")
        for position, (case, filing) in enumerate(zip(self.world.cases, self.filings, strict=True)):
            if not case.referred:
                continue
            mediators = self.rosters[filing.court]
            mediator = mediators[position % len(mediators)]
            state, since = mediation_state_of(case)
            self.mediations[position] = Mediation(
                filing=filing,
                court=filing.court,
                mediator=mediator,
                organisation=mediator.organisation,
                offered_at=case.referred,
                accepted_at=case.diverted,
                ended_at=case.mediation_ended,
                accept_by=due(find("mediation_acceptance"), case.referred.date(), days=self.days).due,
                due_on=due(limit, case.diverted.date(), days=self.days).due if case.diverted else None,
                ending=case.ending,
                state=state,
                state_since=since,
                agreement=agreement(case) if case.succeeded else "",
                effective_on=case.mediation_ended.date() if case.ending == "agreement" else None,
            )
        Mediation.objects.bulk_create(self.mediations.values(), batch_size=BATCH)
        Consent.objects.bulk_create(
            [
                Consent(
                    mediation=mediation,
                    party=self.plaintiffs[mediation.filing_id],
                    channel="counter",
                    given_at=mediation.offered_at,
                    recorded_by=self.staff[mediation.court]["filing_judge"],
                )
                for mediation in self.mediations.values()
            ],
            batch_size=BATCH,
        )

    def _write_confirmations(self):
        for position, case in enumerate(self.world.cases):
            if case.confirmed:
                mediation, day = self.mediations[position], case.confirmed.date()
                self.confirmations[position] = Confirmation(
                    mediation=mediation,
                    court=mediation.court,
                    applied_on=day,
                    accept_by=due(find("confirmation_acceptance"), day, days=self.days).due,
                    warn_on=due(find("confirmation_decision"), day, days=self.days).due,
                    decide_by=due(find("confirmation_special_procedure"), day, days=self.days).due,
                    ruled_by=self.staff[mediation.court]["judge"],
                    ruled_on=day,
                    case_number=self.confirmation_numbers[position],
                    state="confirmed",
                    state_since=case.confirmed,
                )
        Confirmation.objects.bulk_create(self.confirmations.values(), batch_size=BATCH)
        applicant = Confirmation.applicants.through
        applicant.objects.bulk_create(
            [
                applicant(confirmation=confirmation, party=party)
                for position, confirmation in self.confirmations.items()
                for party in self.parties[self.filings[position].pk]
            ],
            batch_size=BATCH,
        )

    def _write_ratings(self):
        self.ratings = {
            position: Rating(
                filing=filing,
                court=filing.court,
                grade=case.grade,
                state="given" if case.rated else "invited",
                state_since=case.rated or filing.state_since,
            )
            for position, (case, filing) in enumerate(zip(self.world.cases, self.filings, strict=True))
            if filing.was_settled or filing.state in ("declined", "closed")
        }
        Rating.objects.bulk_create(self.ratings.values(), batch_size=BATCH)

    def _events(self, position):
        case, filing = self.world.cases[position], self.filings[position]
        subjects = {
            "filing": filing,
            "mediation": self.mediations.get(position),
            "confirmation": self.confirmations.get(position),
            "rating": self.ratings.get(position),
        }
        since = {}
        for step in steps_of(case, due_on=getattr(subjects["mediation"], "due_on", None)):
            subject = subjects[step.kind]
            source, entered = since.get(step.kind, ("", None))
            since[step.kind] = (step.target, step.at)
            facts = {
                **subject.event_facts(),
                "mediated": step.mediated,
                "settled": step.settled,
                **step.facts,
            }
            if case.docketed is None or step.at < case.docketed:
                facts["case_type"] = case.case_type
            event = Event(
                court=filing.court,
                day=step.at.date(),
                at=step.at,
                subject_kind=step.kind,
                subject_id=subject.pk,
                reference=subject.event_reference()
                if step.kind != "filing" or step.numbered
                else filing.reference,
                verb=step.verb,
                source=source,
                target=step.target,
                since=entered,
                facts=facts,
                person=self._actor(filing.court, step.role),
                process="" if step.role else "clock",
                recorded_at=step.at,
            )
            if step.verb.startswith("docket") and case.misdated:
                yield _first_version(event, case)
                event.recorded_at = case.noticed
            yield event

    def _actor(self, court, role):
        return self.staff[court][role] if role else None


def _first_version(event, case):
    """The docketing as it was put down on the wrong day, taken back when that was noticed."""
    at, put_down = case.first_put_down
    values = {
        field.attname: getattr(event, field.attname)
        for field in Event._meta.concrete_fields
        if field.attname not in ("id", "day", "at", "recorded_at", "retracted_at")
    }
    if "in_time" in event.facts:
        values["facts"] = {**event.facts, "in_time": case.misdated <= made_up.decide_by(case)}
    return Event(**values, day=case.misdated, at=at, recorded_at=put_down, retracted_at=case.noticed)
