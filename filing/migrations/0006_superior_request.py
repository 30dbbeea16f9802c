import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0005_not_confirmed"),
        ("portal", "0008_sealed_through"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SuperiorRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("notice", "Further notice"), ("designation", "Designation of the court")],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("filing_since", models.DateTimeField(editable=False)),
                ("reasons", models.TextField(verbose_name="Reasons")),
                ("defects", models.JSONField(blank=True, default=list, verbose_name="What is missing")),
                ("remarks", models.TextField(blank=True, verbose_name="Further remarks")),
                ("answer", models.TextField(blank=True, verbose_name="Answer")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="Asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked, to be answered"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                        ],
                        default="asked",
                        max_length=12,
                        verbose_name="State",
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Answered by",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Asked by",
                    ),
                ),
                (
                    "court",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.court",
                        verbose_name="Court",
                    ),
                ),
                (
                    "designated",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.court",
                        verbose_name="Designated court",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superior_requests",
                        to="filing.filing",
                    ),
                ),
                (
                    "proposed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.court",
                        verbose_name="Proposed court",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "asked")),
                        fields=["court", "kind"],
                        name="superior_asked",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("filing", "kind", "filing_since"),
                        name="superior_asked_once",
                        violation_error_message="This was asked for already.",
                    )
                ],
            },
        ),
    ]
