from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "filing"
    default_auto_field = "django.db.models.BigAutoField"
