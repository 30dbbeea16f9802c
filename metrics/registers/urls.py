from django.urls import path, register_converter

from metrics.registers import entry_views, exports, views


class FormOfFile:
    regex = "|".join(exports.FORMS)
    to_python = to_url = staticmethod(str)


class VerbOfImport(FormOfFile):
    regex = "|".join(views.VERBS)


register_converter(FormOfFile, "register_file")
register_converter(VerbOfImport, "import_verb")

app_name = "registers"
urlpatterns = [
    path("registers/", views.imports, name="list"),
    path("registers/upload/", views.upload, name="upload"),
    path("registers/entries/", entry_views.entries, name="entries"),
    path("registers/entries/export.<register_file:form>", entry_views.export, name="export"),
    path("registers/entries/<int:pk>/", entry_views.entry, name="entry"),
    path("registers/<int:pk>/", views.detail, name="detail"),
    path("registers/<int:pk>/status/", views.status, name="status"),
    path("registers/<int:pk>/errors.<register_file:form>", views.faults, name="errors"),
    path("registers/<int:pk>/<import_verb:verb>/", views.act, name="act"),
]
