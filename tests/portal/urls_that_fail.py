"""The house's addresses and four views that go wrong, for the pages that answer then."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.urls import path

from portal.people.access import public
from portal.urls import handler400, handler404, handler500, urlpatterns
from portal.workflow import IllegalTransition


def failing(error):
    @public
    def view(request):
        raise error

    return view


__all__ = ["handler400", "handler404", "handler500"]
urlpatterns = [
    *urlpatterns,
    path("fail/400/", failing(BadRequest("no"))),
    path("fail/403/", failing(PermissionDenied("no"))),
    path("fail/409/", failing(IllegalTransition("朴法官已办理这一步（10:42）。"))),
    path("fail/500/", failing(RuntimeError("secret detail"))),
]
