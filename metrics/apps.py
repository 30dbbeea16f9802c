from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "metrics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from metrics.dashboard.home import figures_panel, waiting_panel
        from metrics.rollup import gauges  # noqa: F401 - importing it registers the gauge
        from metrics.rollup.home import urges_panel
        from portal.home import register_panel
        from portal.people.models import Role

        for role in sorted(set(Role) - {Role.MEDIATOR, Role.OPERATOR}):
            register_panel(role, "metrics/dashboard/_home_panel.html", figures_panel, order=50)
            register_panel(role, "metrics/rollup/_home_panel.html", urges_panel, order=55)
        for role in (Role.DIVISION, Role.DUTY_LEADER, Role.WATCHER):  # whoever has no desk of his own
            register_panel(role, "metrics/dashboard/_home_waiting.html", waiting_panel, order=60)
