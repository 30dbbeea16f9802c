from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "mediation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from filing.intake.models import Filing
        from filing.review.conditions import register_hindrance
        from filing.review.elsewhere import register_room
        from mediation.belonging import register_mediations
        from mediation.conciliation import recounting as conciliation
        from mediation.conciliation.home import (
            MEDIATION,
            late_mediations,
            mediations_of,
            own_mediations,
            untaken_mediations,
        )
        from mediation.confirmation import recounting as confirmation
        from mediation.confirmation.home import confirmations_to_decide
        from mediation.confirmation.papers import no_second_paper
        from portal.attachments import attach
        from portal.calendar.recounting import register_recount
        from portal.home import register_panel
        from portal.people.models import Role

        register_panel(Role.MEDIATOR, "mediation/conciliation/_own_panel.html", own_mediations, order=10)
        register_panel(
            Role.FILING_JUDGE, "mediation/conciliation/_untaken_panel.html", untaken_mediations, order=20
        )
        register_panel(
            Role.FILING_JUDGE, "mediation/conciliation/_late_panel.html", late_mediations, order=12
        )
        for role in (Role.JUDGE, Role.FILING_JUDGE):
            register_panel(role, "mediation/confirmation/_home_panel.html", confirmations_to_decide, order=15)
        register_mediations()
        for room in (conciliation, confirmation):
            register_recount(room.recount)
        register_room(MEDIATION, Filing.State.REFERRED, Filing.State.IN_MEDIATION)
        register_hindrance("docket", no_second_paper)
        attach("filing", "mediation/conciliation/_of_filing.html", mediations_of, order=10)
