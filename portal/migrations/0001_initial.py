import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import portal.events
import portal.personal.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL('CREATE SEQUENCE portal_event_id_seq', 'DROP SEQUENCE portal_event_id_seq'),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='User name')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='Language')),
                ('is_active', models.BooleanField(default=True, verbose_name='May sign in')),
                ('must_change_password', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ChangedCourtDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('court_id', models.BigIntegerField()),
                ('day', models.DateField()),
                ('marked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='CourtDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False, verbose_name='Day')),
                ('works', models.BooleanField(verbose_name='Working day')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='Name')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='Source')),
                ('announced', models.BooleanField(default=False, verbose_name="From the year's announcement")),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='UnsealedEntry',
            fields=[
                ('entry_id', models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('process', models.CharField(blank=True, max_length=40)),
                ('action', models.CharField(max_length=40)),
                ('subject_kind', models.CharField(blank=True, max_length=20)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                ('digest', models.BinaryField(max_length=32)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='portal.auditentry')),
            ],
        ),
        migrations.CreateModel(
            name='Court',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=10, null=True, unique=True, verbose_name='Court code')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='Name')),
                ('name_ko', models.CharField(blank=True, max_length=60, verbose_name='Name in Korean')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='Name in English')),
                ('short_name', models.CharField(max_length=20, unique=True, verbose_name='Short name')),
                ('level', models.CharField(choices=[('intermediate', 'Intermediate court'), ('basic', 'Basic court')], max_length=12, verbose_name='Level')),
                ('seat', models.CharField(blank=True, max_length=60, verbose_name='Seat')),
                ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inferiors', to='portal.court', verbose_name='Superior court')),
            ],
            options={
                'ordering': ['level', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='auditentry',
            name='court',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court'),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('pk', models.CompositePrimaryKey('court', 'day', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(help_text="the court's day (Asia/Shanghai)")),
                ('id', models.BigIntegerField(db_default=portal.events.NextEventId(), editable=False)),
                ('at', models.DateTimeField()),
                ('subject_kind', models.CharField(max_length=20)),
                ('subject_id', models.BigIntegerField()),
                ('reference', models.CharField(blank=True, help_text='how the subject is called on lists', max_length=80)),
                ('verb', models.CharField(max_length=30)),
                ('source', models.CharField(blank=True, max_length=30)),
                ('target', models.CharField(blank=True, max_length=30)),
                ('since', models.DateTimeField(help_text='when the subject entered `source`', null=True)),
                ('facts', models.JSONField(default=dict, help_text='what a figure needs and may change later')),
                ('note', models.TextField(blank=True)),
                ('process', models.CharField(blank=True, max_length=40)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('retracted_at', models.DateTimeField(null=True)),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'managed': True,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('clerk', 'Window clerk'), ('filing_judge', 'Filing judge'), ('judge', 'Judge'), ('mediator', 'Mediator'), ('duty_leader', 'Duty leader'), ('operator', '12368 operator'), ('division', 'Case-filing division'), ('watcher', 'Named watcher'), ('administrator', 'Administrator')], max_length=16, verbose_name='Role')),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='portal.court')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SecondStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', portal.personal.fields.PersonalField(mask='nothing')),
                ('last_step', models.BigIntegerField(default=0)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('locked_until', models.DateTimeField(null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_step', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('address', models.GenericIPAddressField(null=True)),
                ('device', models.CharField(blank=True, max_length=200)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['subject_kind', 'subject_id'], name='audit_subject'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('retracted_at', None)), fields=['court', 'day'], name='event_court_day'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['subject_kind', 'subject_id'], name='event_subject'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('person', 'court', 'role'), name='one_membership_per_role', violation_error_message='This person already has this role at this court.'),
        ),
        migrations.AddConstraint(
            model_name='recoverycode',
            constraint=models.UniqueConstraint(fields=('person', 'digest'), name='one_recovery_code'),
        ),
    ]
