"""G1 G2 A filing carries its bookkeeping almost free, in a fixed, small number of statements.

Bare: one INSERT of a filing and its commit. Full: the same with event, change log (trigger) and audit entry. Both know the
filing's number beforehand, as the portal does, and are prepared once per connection: what is compared is the writing, not
how long PostgreSQL plans a text.
"""

import datetime
import multiprocessing
import secrets
import statistics
import time
import uuid

from bench.ground import alternated, execute, ground, history, options, report

BARE = """
INSERT INTO filing_filing (id, reference, form_key, court_id, channel, case_type, cause_version, cause_code, cause_name,
                           claim, grounds, received_at, was_mediated, was_settled, has_agreement, track, state,
                           state_since, expired)
VALUES (%(id)s, %(reference)s, %(form_key)s, %(court)s, 'window', '民初', '2020', '9.4.103', '民间借贷纠纷', 'x', '', now(),
        false, false, false, '', 'submitted', now(), false)"""

FULL = f"""
WITH filing AS ({BARE}),
entry AS (
    INSERT INTO portal_auditentry (process, action, subject_kind, subject_id, court_id, detail)
    VALUES ('bench', 'submit', 'filing', %(id)s, %(court)s, '{{"to": "submitted"}}'))
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, facts, note, process)
VALUES (%(court)s, current_date, now(), 'filing', %(id)s, %(reference)s, 'submit', '', 'submitted',
        '{{"case_type": "民初", "channel": "window", "cause": "9.4.103", "mediated": false}}', '', 'bench')"""


def main():
    size = options("filing", seconds=0.8, courts=3500)
    seconds = size.seconds * (4 if size.full else 1)
    with ground(courts=size.courts):
        execute("SELECT portal_event_make_partition(current_date)")
        courts = [row[0] for row in execute("SELECT id FROM portal_court")]
        rates = {}
        for clients in (1, 8):
            for name in ("bare", "full") * 10:
                rates.setdefault((name, clients), []).append(rate(STATEMENTS[name], clients, courts, seconds))
        for name, spread in (("spread", courts), ("one court", courts[:1])) * 6:
            rates.setdefault((name, 8), []).append(rate(FULL, 8, spread, seconds))
        portal = through_the_portal()
    report("filing", [
        ("bare inserts a second, 1 client", statistics.median(rates["bare", 1]), ""),
        ("with event, change log and audit, 1 client", statistics.median(rates["full", 1]), ""),
        ("full ÷ bare, 1 client", ratio(rates["full", 1], rates["bare", 1]), "≥ 0.75"),
        ("full ÷ bare, 8 clients", ratio(rates["full", 8], rates["bare", 8]), "≥ 0.75"),
        ("all clients at one court ÷ spread", ratio(rates["one court", 8], rates["spread", 8]), "≥ 0.85"),
        *portal,
    ])  # fmt: skip


STATEMENTS = {"bare": BARE, "full": FULL}


def ratio(rates, others):
    """The median of the ratios of neighbours in time: what slows the machine down for a while slows both."""
    return statistics.median(one / other for one, other in zip(rates, others, strict=True))


def rate(statement, clients, courts, seconds):
    """Commits a second of so many clients, each a process of its own."""
    from django.db import connection

    settings = connection.get_connection_params()
    connection.close()
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        done = pool.starmap(
            insert, [(settings, statement, courts[n::clients] or courts, seconds) for n in range(clients)]
        )
    return sum(done) / seconds


def insert(settings, statement, courts, seconds):
    import psycopg2

    settings.pop("cursor_factory", None)
    connection = psycopg2.connect(**settings)
    connection.autocommit = True
    with connection.cursor() as cursor:
        places = {"id": "$1", "reference": "$2", "form_key": "$3", "court": "$4"}
        cursor.execute(f"PREPARE file (bigint, text, uuid, bigint) AS {statement % places}")
        first = secrets.randbits(52) << 10  # far from everybody else's numbers
        count, until = 0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            key = str(uuid.uuid4())
            court = courts[count % len(courts)]
            cursor.execute("EXECUTE file (%s, %s, %s, %s)", [first + count, f"B-{key}", key, court])
            count += 1
    connection.close()
    return count


def through_the_portal():
    """Statements and time of `enter()`, the way every channel comes in."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from filing.intake.models import Filing, Party
    from filing.intake.workflow import enter
    from portal.courts.models import Court
    from portal.people.models import Membership, Person

    court = Court.objects.get(level="intermediate")
    clerk = Person.objects.create_person("clerk", name="clerk")
    Membership.objects.create(person=clerk, court=court, role="clerk")

    def file():
        filing = Filing(
            court=court, cause_version="2020", cause_code="9.4.103", cause_name="民间借贷纠纷", claim="x"
        )
        parties = [Party(side=side, name="某", kind="person") for side in ("plaintiff", "defendant")]
        enter(filing, by=clerk, parties=parties)

    def by_hand():
        key = uuid.uuid4()
        row = {"id": secrets.randbits(62), "reference": f"H-{key}", "form_key": str(key), "court": court.pk}
        execute(FULL, row)

    file()
    counts = []
    for rows in (1000, 50_000):
        history(rows, datetime.date(2026, 1, 1), 5000, start=rows)
        with CaptureQueriesContext(connection) as asked:
            file()
        counts.append(len(asked))
    orm, hand = alternated(file, by_hand, rounds=60, warm=5)
    return [
        ("statements of one filing, 1,000 events on record", counts[0], "≤ 8"),
        ("statements of one filing, 50,000 events on record", counts[1], "the same"),
        ("the portal's way ÷ one hand-written statement", orm / hand, "≤ 5"),
    ]
