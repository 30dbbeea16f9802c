from django.db import migrations

AGREED = """
UPDATE filing_filing SET has_agreement = true WHERE state = 'settled' AND id IN (
    SELECT filing_id FROM mediation_mediation WHERE ending = 'agreement')
"""
# Until now a filing stayed settled though its agreement was not confirmed: these are opened again, as the verb does.
NOT_CONFIRMED = """
WITH refused AS (
    SELECT filing.id, filing.court_id, filing.reference, filing.state_since FROM filing_filing filing
    JOIN mediation_mediation mediation ON mediation.filing_id = filing.id
    JOIN mediation_confirmation confirmation ON confirmation.mediation_id = mediation.id
    WHERE filing.state = 'settled' AND confirmation.state IN ('not_accepted', 'dismissed')),
moved AS (
    UPDATE filing_filing SET state = 'not_confirmed', state_since = now(), decide_by = NULL, has_agreement = false
    FROM refused WHERE filing_filing.id = refused.id),
entry AS (
    INSERT INTO portal_auditentry (process, action, subject_kind, subject_id, court_id, detail)
    SELECT 'confirmation', 'reopen', 'filing', id, court_id, '{"from": "settled", "to": "not_confirmed"}' FROM refused)
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, since, facts,
                          note, process)
SELECT refused.court_id, (now() AT TIME ZONE 'Asia/Shanghai')::date, now(), 'filing', refused.id, refused.reference,
       'reopen', 'settled', 'not_confirmed', refused.state_since, settled.facts, '', 'confirmation'
FROM refused CROSS JOIN LATERAL (
    SELECT facts FROM portal_event WHERE subject_kind = 'filing' AND subject_id = refused.id AND verb = 'settle'
    AND retracted_at IS NULL ORDER BY at DESC LIMIT 1) settled
"""


class Migration(migrations.Migration):
    dependencies = [("mediation", "0001_initial"), ("filing", "0005_not_confirmed")]

    operations = [
        migrations.RunSQL(AGREED, migrations.RunSQL.noop),
        migrations.RunSQL(NOT_CONFIRMED, migrations.RunSQL.noop),
    ]
