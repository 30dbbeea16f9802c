import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('filing', '0001_initial'),
        ('portal', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mediation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(choices=[('appointed', 'Appointed (before docketing)'), ('entrusted', 'Entrusted (after docketing)')], default='appointed', max_length=12, verbose_name='Basis')),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Offered')),
                ('accept_by', models.DateField(null=True, verbose_name='Accept by')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='Accepted')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Due')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Ended')),
                ('ending', models.CharField(blank=True, choices=[('agreement', 'Agreement reached'), ('settled', 'Settled by themselves and withdrawn'), ('unreachable', 'A party could not be reached within the limit'), ('one_side_stops', 'One side refuses to go on'), ('too_far_apart', 'Positions too far apart'), ('expired', 'Limit expired without an agreed extension'), ('unsigned', 'A party refuses to sign'), ('other', 'Other')], max_length=16, verbose_name='Ending')),
                ('agreement', models.TextField(blank=True, verbose_name='Agreement')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='In force since')),
                ('report', models.TextField(blank=True, verbose_name='Report to the court')),
                ('state', models.CharField(choices=[('offered', 'Offered, to be accepted'), ('under_way', 'Under way'), ('succeeded', 'Succeeded'), ('failed', 'Failed'), ('turned_down', 'Turned down, to be reassigned'), ('recalled', 'Recalled')], default='offered', max_length=16, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mediations', to='portal.court', verbose_name='Court')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mediations', to='filing.filing', verbose_name='Filing')),
            ],
        ),
        migrations.CreateModel(
            name='PartyMediation',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('mediation.mediation',),
        ),
        migrations.CreateModel(
            name='MediationOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(error_messages={'unique': 'An organisation of this name is already on a roster.'}, max_length=100, unique=True, verbose_name='Name')),
                ('kind', models.CharField(choices=[('people', "People's mediation"), ('industry', 'Industry mediation'), ('administrative', 'Administrative mediation'), ('lawyer', "Lawyers' mediation")], max_length=16, verbose_name='Kind')),
                ('active', models.BooleanField(default=True, verbose_name='Active')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('courts', models.ManyToManyField(related_name='mediation_organisations', to='portal.court', verbose_name='Courts')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='mediation',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mediations', to='mediation.mediationorganisation', verbose_name='Organisation'),
        ),
        migrations.CreateModel(
            name='Mediator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='Place')),
                ('speaks_korean', models.BooleanField(default=False, verbose_name='Speaks Korean')),
                ('active', models.BooleanField(default=True, verbose_name='Active')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('courts', models.ManyToManyField(related_name='mediators', to='portal.court', verbose_name='Courts')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mediators', to='mediation.mediationorganisation', verbose_name='Organisation')),
                ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mediator', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='mediation',
            name='mediator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mediations', to='mediation.mediator', verbose_name='Mediator'),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(blank=True, null=True, verbose_name='To go on until')),
                ('channel', models.CharField(choices=[('counter', 'At the counter, signed'), ('phone', 'By phone, recorded'), ('online', 'Online'), ('sms', 'By text message')], max_length=8, verbose_name='Channel')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Given')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='filing.party')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mediation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='mediation.mediation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('mediation', 'party', 'until'), name='one_consent_per_party', nulls_distinct=False, violation_error_message="This party's consent is already on record.")],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applied_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='Applied on')),
                ('accept_by', models.DateField(null=True, verbose_name='Decide on acceptance by')),
                ('decide_by', models.DateField(blank=True, null=True, verbose_name='Decide by')),
                ('warn_on', models.DateField(blank=True, null=True, verbose_name='Better decided by')),
                ('ground', models.CharField(blank=True, choices=[('not_court_matter', 'The matter is not for the courts'), ('no_jurisdiction', 'This court has no jurisdiction'), ('status', 'Marriage, parentage or adoption status'), ('other_procedure', 'Another special procedure, public notice or bankruptcy applies'), ('property_rights', 'Confirmation of real or intellectual-property rights'), ('against_law', 'Against a mandatory provision of law'), ('harms_others', 'Harms the state, the public or the rights of others'), ('against_public_order', 'Against public order and good morals'), ('not_voluntary', 'Not voluntary'), ('unclear', 'The content is unclear'), ('other', 'Another circumstance in which it cannot be confirmed')], max_length=40, verbose_name='Ground')),
                ('reasons', models.TextField(blank=True, verbose_name='Reasons')),
                ('ruled_on', models.DateField(blank=True, null=True, verbose_name='Ruled on')),
                ('state', models.CharField(choices=[('applied', 'Applied for'), ('accepted', 'Accepted'), ('confirmed', 'Confirmed'), ('not_accepted', 'Not accepted'), ('dismissed', 'Dismissed')], default='applied', max_length=16, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('applicants', models.ManyToManyField(related_name='confirmations', to='filing.party', verbose_name='Applicants')),
                ('case_number', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='filing.casenumber', verbose_name='Case number')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='portal.court', verbose_name='Court')),
                ('ruled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Judge')),
                ('mediation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation', to='mediation.mediation')),
            ],
            options={
                'indexes': [models.Index(fields=['court', 'state', 'decide_by', 'id'], name='confirmation_desk')],
            },
        ),
        migrations.AddIndex(
            model_name='mediation',
            index=models.Index(fields=['court', 'state', 'due_on', 'id'], name='mediation_desk'),
        ),
        migrations.AddConstraint(
            model_name='mediation',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['offered', 'under_way', 'turned_down'])), fields=('filing',), name='one_open_mediation', violation_error_message='This filing is already in mediation.'),
        ),
        migrations.AddConstraint(
            model_name='mediation',
            constraint=models.CheckConstraint(condition=models.Q(('mediator', None), ('organisation', None), _negated=True), name='mediation_has_somebody', violation_error_message='Choose an organisation or a mediator.'),
        ),
        migrations.AddConstraint(
            model_name='mediation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ending', 'agreement'), _negated=True), ('effective_on__isnull', False), _connector='OR'), name='mediation_agreement_in_force', violation_error_message='Say when the last party signed.'),
        ),
    ]
