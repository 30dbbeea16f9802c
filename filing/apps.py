from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "filing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from filing.checks import require_what_settings_name
        from filing.doors import register_doors
        from filing.intake import belonging, personal
        from filing.review.home import own_filings, waiting
        from portal.home import PUBLIC, register_panel
        from portal.people.models import Role

        require_what_settings_name()
        register_doors()
        personal.register_parties()
        belonging.register_filings()
        for role in (Role.CLERK, Role.FILING_JUDGE):
            register_panel(role, "filing/review/_home_panel.html", waiting, order=10)
        register_panel(PUBLIC, "filing/review/_own_panel.html", own_filings, order=10)
