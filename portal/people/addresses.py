"""Where a request comes from, and where it may be sent back to."""

import ipaddress

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme


def client_address(request):
    """The client's address as the outermost of our PROXIES saw it; what stands further left is the client's word.

    None where there is none, as on a Unix socket.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = hops[-settings.PROXIES].strip() if len(hops) >= settings.PROXIES else address
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def back(request, fallback="/"):
    """The page `next` names if it is one of ours, else the fallback."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if _is_ours(request, wanted) else fallback


def came_from(request, fallback="/"):
    """The page of ours where the form or link stood that led here, else the fallback."""
    referer = request.META.get("HTTP_REFERER", "")
    return referer if _is_ours(request, referer) else fallback


def _is_ours(request, url):
    """Whether it is an address of ours in full or from "/" on; a bare word would be taken for the name of a view."""
    if not url.startswith(("/", f"{request.scheme}://{request.get_host()}/")):
        return False
    return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
