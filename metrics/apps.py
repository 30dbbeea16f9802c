from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "metrics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from metrics.dashboard.home import figures_panel
        from metrics.rollup import gauges  # noqa: F401 - importing it registers the gauge
        from portal.home import register_panel
        from portal.people.models import Role

        for role in sorted(set(Role) - {Role.MEDIATOR, Role.OPERATOR}):
            register_panel(role, "metrics/dashboard/_home_panel.html", figures_panel, order=50)
