"""What is said to an OpenID provider: authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636)."""

import base64
import hashlib
import json
import secrets
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from portal.environment import is_secure_address

TIMEOUT = 5  # seconds
LARGEST = 512 * 1024  # bytes of an answer
REMEMBERED = 600  # seconds, for the provider's own description
LEEWAY = 60  # seconds two clocks may differ
# Signed with the provider's private key; what a shared secret or nobody signed is no proof.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
# The provider's words for a second step: a code, several factors, a key of hardware (RFC 8176).
SECOND_STEPS = frozenset({"otp", "mfa", "hwk"})
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Unreachable(Exception):
    """The provider does not answer, or nothing that can be read."""


class Refused(Exception):
    """What came back proves nobody's identity."""


def is_on():
    return bool(settings.OIDC_ISSUER)


def begin(back):
    """(address of the provider, what to remember until it sends the person to `back`). Raises Unreachable."""
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    digest = hashlib.sha256(kept["verifier"].encode()).digest()
    asked = {
        "response_type": "code", "scope": "openid profile", "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back, "state": kept["state"], "nonce": kept["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
    }  # fmt: skip
    address = _provider()["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", kept


def come_back(answer, kept, back):
    """(user name, whether the provider asked for a second step) of whoever comes back with `answer`.

    Raises Refused, or Unreachable.
    """
    if not kept or not secrets.compare_digest(str(answer.get("state")).encode(), kept["state"].encode()):
        raise Refused("state")
    if not answer.get("code"):
        raise Refused(f"provider: {answer.get('error', 'no code')}"[:80])
    given = _exchange(answer["code"], kept["verifier"], back)
    claims = _check(given.get("id_token"), kept["nonce"])
    name = claims.get(settings.OIDC_USERNAME_CLAIM) or _user_info(given, claims["sub"])
    if not isinstance(name, str):
        raise Refused("no user name")
    means = claims.get("amr")
    return name, isinstance(means, list) and not SECOND_STEPS.isdisjoint(map(str, means))


def _provider():
    """What the provider says of itself at its known address, kept for some minutes."""
    issuer = settings.OIDC_ISSUER
    key = f"oidc:{hashlib.sha256(issuer.encode()).hexdigest()}"
    known = cache.get(key)
    if known is None:
        known = _ask(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if known.get("issuer") != issuer or not all(_is_address(known.get(name)) for name in ENDPOINTS):
            raise Unreachable("the description is of another issuer or incomplete")
        cache.set(key, known, REMEMBERED)
    return known


def _exchange(code, verifier, back):
    """The tokens for the code. The client shows its secret as the provider wants it, in the head unless it says else."""
    known = _provider()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    client, secret = settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET
    head = {}
    if "client_secret_basic" in known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote(client, safe='')}:{quote(secret, safe='')}"
        head["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": client, "client_secret": secret}
    return _ask(known["token_endpoint"], form=form, head=head)


def _check(token, nonce):
    """The claims of an ID token that is signed by the provider, for us, for this sign-in, and not too old."""
    keys = _ask(_provider()["jwks_uri"])
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": settings.OIDC_ISSUER},
            aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
            azp={"value": settings.OIDC_CLIENT_ID},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as fault:
        raise Refused(str(fault)) from fault
    return claims


def _user_info(given, subject):
    """The user name where the ID token has none: some providers tell it only at a second address (Core 5.4)."""
    address = _provider().get("userinfo_endpoint")
    if not _is_address(address):
        raise Refused("no user name")
    info = _ask(address, head={"Authorization": f"Bearer {given.get('access_token')}"})
    return info.get(settings.OIDC_USERNAME_CLAIM) if info.get("sub") == subject else None


def _is_address(value):
    return isinstance(value, str) and is_secure_address(value)


class _Straight(HTTPRedirectHandler):
    """The secret goes to the address the provider named, and is carried no further."""

    def redirect_request(self, *args):
        return None


def _ask(url, *, form=None, head=None):
    """The provider's answer, a JSON object. A form it does not accept raises Refused, all else Unreachable."""
    data = urlencode(form).encode() if form else None
    request = Request(url, data, {"Accept": "application/json", **(head or {})})  # noqa: S310 - `_is_address` saw it
    try:
        with build_opener(_Straight).open(request, timeout=TIMEOUT) as response:
            answer = json.loads(response.read(LARGEST))
    except HTTPError as fault:
        fault.close()
        if 400 <= fault.code < 500 and (form or head):
            raise Refused(f"HTTP {fault.code}") from fault
        raise Unreachable(f"HTTP {fault.code}") from fault
    except (OSError, HTTPException, ValueError) as fault:
        raise Unreachable(str(fault)) from fault
    if not isinstance(answer, dict):
        raise Unreachable("no JSON object")
    return answer
