from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from evaluation.ratings.home import invitations, rating_of
        from portal.attachments import attach
        from portal.home import PUBLIC, register_panel

        register_panel(PUBLIC, "evaluation/ratings/_home_panel.html", invitations, order=20)
        attach("filing", "evaluation/ratings/_of_filing.html", rating_of, order=20)
