"""For machines: /healthz (the process lives), /readyz (it can work), /metrics (how it does)."""

import ipaddress
import os
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess

from portal.health.gauges import DatabaseGauges
from portal.health.readiness import missing
from portal.people.access import public
from portal.people.addresses import client_address


@public
@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@public
@never_cache
@require_safe
def readyz(request):
    """200, or 503 with the names of what is missing; never why, which is for the log."""
    lacking = missing()
    return JsonResponse({"ready": not lacking, "missing": lacking}, status=503 if lacking else 200)


@public
@never_cache
@require_safe
def metrics(request):
    if not _may_read(request):
        raise PermissionDenied
    registry = CollectorRegistry()
    registry.register(DatabaseGauges())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:  # several web processes add up in this folder
        multiprocess.MultiProcessCollector(registry)
        text = generate_latest(registry)
    else:
        text = generate_latest(REGISTRY) + generate_latest(registry)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _may_read(request):
    """With METRICS_TOKEN only its bearer; without one only this machine itself, not what a proxy passes on."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    address = client_address(request)
    passed_on = "HTTP_X_FORWARDED_FOR" in request.META
    return bool(address) and not passed_on and ipaddress.ip_address(address).is_loopback
