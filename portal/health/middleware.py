"""Counts requests and how long they took, by method, route and status."""

import time

from prometheus_client import Counter, Histogram

REQUESTS = Counter("songting_requests", "Requests answered.", ["method", "status"])
SECONDS = Histogram(
    "songting_request_seconds", "Seconds until the answer.", ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip


class MeasureMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.perf_counter()
        response = self.get_response(request)
        # Invented methods and paths must not make new series.
        method = (
            request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} else "other"
        )
        route = request.resolver_match.view_name if request.resolver_match else ""
        REQUESTS.labels(method, response.status_code).inc()
        SECONDS.labels(route or "none").observe(time.perf_counter() - began)
        return response
