from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.health import figures, heartbeats  # noqa: F401 - importing them registers gauges and listens
        from portal.home import PUBLIC, register_panel
        from portal.people.models import Role
        from portal.welcome import register_door, today, welcome

        register_panel(PUBLIC, "portal/home/_welcome.html", welcome, order=40)
        for role in Role:
            register_panel(role, "portal/home/_today.html", today, order=0)
        register_door(
            "calendar:limits",
            _("Work out a deadline"),
            _("The last day of a period, with every day that does not count."),
            "calendar-check",
            order=20,
        )
