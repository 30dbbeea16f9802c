import django.db.models.deletion
import django.utils.timezone
import portal.personal.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('portal', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Year of acceptance')),
                ('type_code', models.CharField(max_length=8, verbose_name='Type code')),
                ('serial', models.PositiveIntegerField(verbose_name='Serial')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
            ],
        ),
        migrations.CreateModel(
            name='CaseNumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('type_code', models.CharField(max_length=8)),
                ('last', models.PositiveIntegerField(default=0)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
            ],
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=40, unique=True, verbose_name='Reference')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('channel', models.CharField(choices=[('window', 'Window'), ('kiosk', 'Self-service kiosk'), ('cross_court', 'Cross-court'), ('cross_border', 'Cross-border'), ('online', 'Online'), ('mobile', 'Mobile'), ('circuit', 'Circuit or grid point')], default='window', max_length=12, verbose_name='Channel')),
                ('case_type', models.CharField(default='民初', max_length=8, verbose_name='Case type')),
                ('cause_version', models.CharField(max_length=8)),
                ('cause_code', models.CharField(max_length=12)),
                ('cause_name', models.CharField(max_length=100, verbose_name='Cause of action')),
                ('claim', models.TextField(verbose_name='Claim')),
                ('grounds', models.TextField(blank=True, verbose_name='Facts and grounds')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True, verbose_name='Amount in dispute (yuan)')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Received')),
                ('decide_by', models.DateField(blank=True, null=True, verbose_name='Decide by')),
                ('correct_by', models.DateField(blank=True, null=True, verbose_name='Correct by')),
                ('expired', models.BooleanField(default=False, editable=False)),
                ('was_mediated', models.BooleanField(default=False)),
                ('track', models.CharField(blank=True, choices=[('fast', 'Fast track'), ('simple', 'Simple procedure'), ('small_claim', 'Small claim'), ('ordinary', 'Ordinary procedure')], max_length=12, verbose_name='Track')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Awaiting review'), ('returned', 'Returned for correction'), ('accepted', 'Accepted, to be docketed or referred'), ('referred', 'Offered for mediation'), ('in_mediation', 'In mediation'), ('mediation_failed', 'Mediation failed, to be docketed'), ('settled', 'Settled by mediation'), ('docketed', 'Docketed'), ('declined', 'Not accepted'), ('withdrawn', 'Withdrawn'), ('closed', 'Closed')], default='submitted', max_length=20, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('assisting_court', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assisted_filings', to='portal.court', verbose_name='Assisting court')),
                ('case_number', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filing', to='filing.casenumber', verbose_name='Case number')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='portal.court', verbose_name='Court')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Entered by')),
                ('filed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to=settings.AUTH_USER_MODEL, verbose_name='Filed by')),
            ],
        ),
        migrations.CreateModel(
            name='CorrectionNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('defects', models.JSONField(verbose_name='What is missing')),
                ('remarks', models.TextField(blank=True, verbose_name='Further remarks')),
                ('correct_by', models.DateField(verbose_name='Correct by')),
                ('issued_at', models.DateTimeField(auto_now_add=True, verbose_name='Issued')),
                ('corrected_at', models.DateTimeField(blank=True, null=True)),
                ('reason_for_second', models.TextField(blank=True, verbose_name='Reason for a further notice')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='filing.filing')),
            ],
            options={
                'ordering': ['issued_at'],
            },
        ),
        migrations.CreateModel(
            name='ImportedCauseList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(error_messages={'unique': 'A list of this name was imported already.'}, max_length=8, unique=True, verbose_name='Name of the list')),
                ('begins', models.DateField(error_messages={'unique': 'Another imported list begins on this day.'}, unique=True, verbose_name='In force from')),
                ('source', models.CharField(max_length=80, verbose_name='Source')),
                ('causes', models.JSONField()),
                ('file_hash', models.CharField(max_length=64)),
                ('imported_at', models.DateTimeField(auto_now_add=True, verbose_name='Imported')),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Imported by')),
            ],
            options={
                'ordering': ['begins'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('plaintiff', 'Plaintiff'), ('defendant', 'Defendant'), ('third', 'Third party')], max_length=10, verbose_name='Side')),
                ('kind', models.CharField(choices=[('person', 'Natural person'), ('organisation', 'Organisation')], default='person', max_length=12, verbose_name='Kind')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('id_number', portal.personal.fields.PersonalField(blank=True, default='', mask='id_number', verbose_name='Identity number or credit code')),
                ('id_number_index', portal.personal.fields.BlindIndexField('id_number', blank=True, db_index=True, editable=False, max_length=64)),
                ('phone', portal.personal.fields.PersonalField(blank=True, default='', mask='phone', verbose_name='Phone')),
                ('phone_index', portal.personal.fields.BlindIndexField('phone', blank=True, db_index=True, editable=False, max_length=64)),
                ('address', portal.personal.fields.PersonalField(blank=True, default='', mask='address', verbose_name='Address')),
                ('representative', models.CharField(blank=True, max_length=60, verbose_name='Legal representative')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='filing.filing')),
            ],
            options={
                'ordering': ['filing', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=40, verbose_name='Ground')),
                ('reasons', models.TextField(verbose_name='Reasons')),
                ('issued_at', models.DateTimeField(auto_now_add=True, verbose_name='Issued')),
                ('filing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='refusal', to='filing.filing')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='casenumber',
            constraint=models.UniqueConstraint(fields=('court', 'year', 'type_code', 'serial'), name='one_number_one_case', violation_error_message='This case number is taken.'),
        ),
        migrations.AddConstraint(
            model_name='casenumberseries',
            constraint=models.UniqueConstraint(fields=('court', 'year', 'type_code'), name='one_series'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['court', 'state', 'decide_by', 'id'], name='filing_desk'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['assisting_court'], name='filing_assisting'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['filed_by'], name='filing_mine'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('expired', True)), fields=['court', 'state'], name='filing_red_list'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='filing_amount_not_negative', violation_error_message='The amount cannot be below zero.'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(('assisting_court', None), models.Q(('assisting_court', models.F('court')), _negated=True), _connector='OR'), name='filing_assisted_by_another_court', violation_error_message='The assisting court is another court than the competent one.'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['name'], name='party_name', opclasses=['varchar_pattern_ops']),
        ),
    ]
