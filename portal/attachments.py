"""What rooms above show on the page of a subject below; each attaches its own, so the lower room need not know them."""

from portal.home import Panel

_attached = {}


def attach(kind, template, context, order=50):
    """`context(request, subject)` gives the template's variables, or None to show nothing. Lower orders stand higher."""
    registered = _attached.setdefault(kind, [])
    registered.append(Panel(order, template, context))
    registered.sort(key=lambda panel: panel.order)


def attachments(request, subject):
    """[{template, context}] for this reader, in order."""
    shown = ((panel, panel.context(request, subject)) for panel in _attached.get(subject.event_kind, []))
    return [
        {"template": panel.template, "context": context} for panel, context in shown if context is not None
    ]
