from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "filing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from filing.checks import require_what_settings_name
        from filing.doors import register_doors
        from filing.intake import belonging, personal
        from filing.review.home import own_filings, waiting
        from filing.review.recounting import recount
        from filing.superior.asking import requests_of
        from filing.superior.home import requests_to_answer
        from portal.attachments import attach
        from portal.calendar.recounting import register_recount
        from portal.home import PUBLIC, register_panel
        from portal.people.models import Role

        require_what_settings_name()
        register_doors()
        personal.register_parties()
        belonging.register_filings()
        register_recount(recount)
        for role in (Role.CLERK, Role.FILING_JUDGE):
            register_panel(role, "filing/review/_home_panel.html", waiting, order=10)
        for role in (Role.DUTY_LEADER, Role.DIVISION):
            register_panel(role, "filing/superior/_home_panel.html", requests_to_answer, order=8)
        attach("filing", "filing/superior/_of_filing.html", requests_of, order=5)
        register_panel(PUBLIC, "filing/review/_own_panel.html", own_filings, order=10)
