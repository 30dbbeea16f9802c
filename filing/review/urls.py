from django.urls import include, path
from rest_framework.routers import SimpleRouter

from filing.review import views
from filing.review.acts import ACTS
from filing.review.api import FilingViewSet

router = SimpleRouter()
router.register("filings", FilingViewSet, basename="api_filing")

urlpatterns = [
    path("filings/", views.desk, name="desk"),
    path("filings/<int:pk>/", views.detail, name="detail"),
    path("filings/<int:pk>/ruling/", views.ruling, name="ruling"),
    path("filings/<int:pk>/notices/<int:number>/", views.notice, name="notice"),
    path("api/v1/", include(router.urls)),
    *(
        path(f"filings/<int:pk>/{verb.replace('_', '-')}/", views.act, {"verb": verb}, name=verb)
        for verb in ACTS
    ),
]
