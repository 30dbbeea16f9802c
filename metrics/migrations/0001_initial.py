import django.db.models.deletion
import django.utils.timezone
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
                'constraints': [models.UniqueConstraint(fields=('period', 'begin', 'indicator', 'version'), name='one_ranking_version')],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=80, unique=True, verbose_name='Reference')),
                ('case_number', models.CharField(blank=True, max_length=80, verbose_name='Case number')),
                ('content', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.court', verbose_name='Court')),
            ],
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='File')),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Uploaded')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='Rows')),
                ('added', models.PositiveIntegerField(default=0, verbose_name='New')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='Changed')),
                ('equal', models.PositiveIntegerField(default=0, verbose_name='Unchanged')),
                ('errors', models.JSONField(default=list)),
                ('error_count', models.PositiveIntegerField(default=0)),
                ('ignored_columns', models.JSONField(default=list)),
                ('heartbeat', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('uploaded', 'Uploaded'), ('checked', 'Checked, to be applied'), ('refused', 'Has errors, nothing was taken over'), ('applying', 'Being applied'), ('applied', 'Applied'), ('undone', 'Undone')], default='uploaded', max_length=10, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('pk', models.CompositePrimaryKey('court', 'indicator', 'day', blank=True, editable=False, primary_key=True, serialize=False)),
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
                ('pk', models.CompositePrimaryKey('court', 'indicator', 'day', 'value', blank=True, editable=False, primary_key=True, serialize=False)),
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
                ('pk', models.CompositePrimaryKey('court', 'indicator', 'month', blank=True, editable=False, primary_key=True, serialize=False)),
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
        migrations.AddConstraint(
            model_name='registerrevision',
            constraint=models.UniqueConstraint(fields=('batch', 'entry'), name='one_revision_per_batch'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('ranking', 'court'), name='one_line_per_court'),
        ),
    ]
