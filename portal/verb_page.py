"""A page that asks what a verb needs, does the verb, and goes on; what the verb finds missing stands in the form."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render

from portal.workflow import as_seen, may, too_late


def ready(request, subject, transitions, verb):
    """The subject as this screen saw it; PermissionDenied or IllegalTransition if the verb is not for it or him."""
    as_seen(subject, request.POST.get("seen"))
    if not may(subject, transitions[verb], request.user):
        raise PermissionDenied
    if subject.state not in transitions[verb].sources:
        raise too_late(subject)
    return subject


def answer(request, form, do, *, template, then, **context):
    """`do(cleaned data)` on a valid form, then redirect to `then`: a URL, or a function of what `do` returned."""
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(then(done) if callable(then) else then)
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
