"""The home page is made of panels; each room registers its own, so the ground floor need not know them."""

from dataclasses import dataclass

PUBLIC = "public"  # visitors and litigants


@dataclass(frozen=True)
class Panel:
    """What one room shows on the home page of one role. `context` answers None where there is nothing to show."""

    order: int
    template: str
    context: object


_panels = {}


def register_panel(role, template, context, order=50):
    """`context(request)` gives the template's variables, or None to hide the panel. Lower orders stand higher."""
    registered = _panels.setdefault(role, [])
    registered.append(Panel(order, template, context))
    registered.sort(key=lambda panel: panel.order)


def panels(request):
    """[{template, context}] for this visitor, in order; a panel registered for two of his roles stands once."""
    roles = request.user.roles if request.user.is_authenticated else frozenset()
    mine = {panel.template: panel for role in sorted(roles or {PUBLIC}) for panel in _panels.get(role, [])}
    shown = (
        (panel, panel.context(request)) for panel in sorted(mine.values(), key=lambda panel: panel.order)
    )
    return [
        {"template": panel.template, "context": context} for panel, context in shown if context is not None
    ]
