"""Too late is 409, with the sentence that says who was quicker."""

from django.shortcuts import render

from portal.workflow import IllegalTransition


class TooLateMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, IllegalTransition):
            template = "portal/_too_late.html" if getattr(request, "htmx", False) else "409.html"
            return render(request, template, {"reason": str(exception)}, status=409)
        return None
