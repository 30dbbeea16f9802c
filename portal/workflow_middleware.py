"""Too late is 409, with the sentence that says who was quicker."""

from django.shortcuts import render

from portal.people.addresses import came_from
from portal.workflow import IllegalTransition


class TooLateMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, IllegalTransition):
            template = "portal/_too_late.html" if getattr(request, "htmx", False) else "409.html"
            context = {"reason": str(exception), "reload": came_from(request)}
            return render(request, template, context, status=409)
        return None
