import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
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
            name='ChangedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('marked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(choices=[('day', 'Day'), ('week', 'Week'), ('month', 'Month'), ('quarter', 'Quarter'), ('year', 'Year'), ('to_date', 'Year to date')], max_length=8)),
                ('begin', models.DateField()),
                ('end', models.DateField(help_text='first day after the window')),
                ('indicator', models.CharField(max_length=40)),
                ('definition', models.JSONField()),
                ('cutoff', models.DateTimeField()),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'begin', 'end', 'indicator', 'version'), name='one_ranking_version')],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=80, unique=True, verbose_name='Reference')),
                ('case_number', models.CharField(blank=True, max_length=80, verbose_name='Case number')),
                ('content', models.JSONField(null=True)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court', verbose_name='Court')),
            ],
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='File')),
                ('form_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('courts', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('added', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('equal', models.PositiveIntegerField(default=0)),
                ('fault_count', models.PositiveIntegerField(default=0)),
                ('ignored_columns', models.JSONField(default=list)),
                ('sample', models.JSONField(default=list)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('uploaded', 'Being read'), ('checked', 'Read, to be confirmed'), ('refused', 'Has errors, nothing was taken over'), ('applying', 'Being applied'), ('applied', 'Applied'), ('undoing', 'Being undone'), ('undone', 'Undone'), ('discarded', 'Given up')], default='uploaded', max_length=10, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RegisterFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(null=True)),
                ('column', models.CharField(blank=True, max_length=30)),
                ('code', models.CharField(max_length=40)),
                ('value', models.CharField(blank=True, max_length=80)),
                ('details', models.JSONField(default=dict)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='metrics.registerimport')),
            ],
        ),
        migrations.CreateModel(
            name='RegisterPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='metrics.registerimport')),
            ],
        ),
        migrations.CreateModel(
            name='RegisterRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='metrics.registerimport')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='metrics.registerentry')),
            ],
        ),
        migrations.CreateModel(
            name='RegisterRow',
            fields=[
                ('pk', models.CompositePrimaryKey('batch', 'row', blank=True, editable=False, primary_key=True, serialize=False)),
                ('row', models.PositiveIntegerField()),
                ('reference', models.CharField(max_length=80)),
                ('court_id', models.BigIntegerField()),
                ('case_number', models.CharField(blank=True, max_length=80)),
                ('content', models.JSONField()),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='staged', to='metrics.registerimport')),
            ],
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(choices=[('refresh', 'Refresh'), ('daily_count', 'Daily count'), ('weekly_urge', 'Weekly urge'), ('monthly_dispatch', 'Monthly dispatch')], max_length=20, verbose_name='Job')),
                ('day', models.DateField(verbose_name='For the day')),
                ('started_at', models.DateTimeField(verbose_name='Started')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Ended')),
                ('outcome', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='running', max_length=8, verbose_name='Outcome')),
                ('report', models.JSONField(default=dict, verbose_name='What it did')),
            ],
            options={
                'indexes': [models.Index(fields=['-day', 'job'], name='run_latest')],
                'constraints': [models.UniqueConstraint(fields=('job', 'day'), name='one_run_per_job_and_day')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('numerator', models.BigIntegerField()),
                ('denominator', models.BigIntegerField(null=True)),
                ('place', models.PositiveSmallIntegerField(null=True)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='metrics.ranking')),
            ],
        ),
        migrations.CreateModel(
            name='DailyFigure',
            fields=[
                ('indicator', models.CharField(max_length=40)),
                ('numerator', models.BigIntegerField()),
                ('denominator', models.BigIntegerField(null=True)),
                ('pk', models.CompositePrimaryKey('court', 'day', 'indicator', blank=True, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
            ],
            options={
                'indexes': [models.Index(fields=['indicator', 'day'], include=('court', 'numerator', 'denominator'), name='daily_by_indicator')],
            },
        ),
        migrations.CreateModel(
            name='DailySpread',
            fields=[
                ('pk', models.CompositePrimaryKey('court', 'day', 'indicator', 'value', blank=True, editable=False, primary_key=True, serialize=False)),
                ('indicator', models.CharField(max_length=40)),
                ('day', models.DateField()),
                ('value', models.IntegerField()),
                ('times', models.IntegerField()),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
            ],
            options={
                'indexes': [models.Index(fields=['indicator', 'day'], include=('court', 'value', 'times'), name='spread_by_indicator')],
            },
        ),
        migrations.CreateModel(
            name='MonthlyFigure',
            fields=[
                ('indicator', models.CharField(max_length=40)),
                ('numerator', models.BigIntegerField()),
                ('denominator', models.BigIntegerField(null=True)),
                ('pk', models.CompositePrimaryKey('court', 'month', 'indicator', blank=True, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('court', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court')),
            ],
            options={
                'indexes': [models.Index(fields=['indicator', 'month'], include=('court', 'numerator', 'denominator'), name='monthly_by_indicator')],
            },
        ),
        migrations.AddConstraint(
            model_name='registerentry',
            constraint=models.UniqueConstraint(condition=models.Q(('case_number', ''), _negated=True), fields=('case_number',), name='one_entry_per_case_number', violation_error_message='This case number already belongs to another reference.'),
        ),
        migrations.AddIndex(
            model_name='registerimport',
            index=models.Index(condition=models.Q(('state__in', ['uploaded', 'applying', 'undoing'])), fields=['state'], name='import_waiting'),
        ),
        migrations.AddConstraint(
            model_name='registerpart',
            constraint=models.UniqueConstraint(fields=('batch', 'position'), name='one_part_per_position'),
        ),
        migrations.AddConstraint(
            model_name='registerrevision',
            constraint=models.UniqueConstraint(fields=('batch', 'entry'), name='one_revision_per_batch'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('ranking', 'court'), name='one_line_per_court'),
        ),
    ]
