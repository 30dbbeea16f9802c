import django.db.models.deletion
import django.utils.timezone
import evaluation.ratings.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('filing', '0001_initial'),
        ('portal', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=evaluation.ratings.models.invitation_code, max_length=32, unique=True)),
                ('grade', models.PositiveSmallIntegerField(blank=True, choices=[(5, 'Very satisfied'), (4, 'Satisfied'), (3, 'Fairly satisfied'), (2, 'Dissatisfied'), (1, 'Very dissatisfied')], null=True, verbose_name='Grade')),
                ('words', models.TextField(blank=True, max_length=500, verbose_name='In your words')),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('given', 'Given')], default='invited', max_length=8)),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now)),
                ('court', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='portal.court', verbose_name='Court')),
                ('filing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='filing.filing')),
            ],
            options={
                'indexes': [models.Index(fields=['court', 'state', 'id'], name='rating_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('grade', None), ('state', 'invited')), models.Q(('grade__range', (1, 5)), ('state', 'given')), _connector='OR'), name='rating_has_a_grade_once_given', violation_error_message='Choose one of the five grades.')],
            },
        ),
    ]
