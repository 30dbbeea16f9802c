"""Structured logs: one JSON object a line, with the request they belong to. Never personal data."""

import logging
import time
import uuid

import structlog

log = structlog.get_logger("songting")


def configure(level):
    """Send the standard library's and our own records through one JSON renderer to standard error."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("axes").setLevel("ERROR")
    logging.getLogger("celery.beat").setLevel("WARNING")
    logging.getLogger("celery.worker.strategy").setLevel("WARNING")
    logging.getLogger("celery.app.trace").setLevel("WARNING")


class RequestLogMiddleware:
    """One line per request, and its number in the answer, so that a user can quote it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        number = uuid.uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request=number)
        request.number = number
        began = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-Number"] = number
            if not request.path.startswith(("/static/", "/healthz")):
                log.info(
                    "request",
                    method=request.method,
                    path=request.path,
                    status=response.status_code,
                    ms=round((time.monotonic() - began) * 1000),
                    person=getattr(getattr(request, "user", None), "pk", None),
                )
            return response
        finally:
            structlog.contextvars.unbind_contextvars("request")
