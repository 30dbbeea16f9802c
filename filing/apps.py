from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "filing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from filing import checks  # noqa: F401 - importing it registers the check
        from filing.doors import register_doors
        from filing.intake import personal
        from filing.review.home import waiting
        from portal.home import register_panel
        from portal.people.models import Role

        register_doors()
        personal.register_parties()
        for role in (Role.CLERK, Role.FILING_JUDGE):
            register_panel(role, "filing/review/_home_panel.html", waiting, order=10)
