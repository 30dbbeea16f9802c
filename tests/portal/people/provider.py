"""A little OpenID provider on this machine: it signs with RS256, and lies where a test wants it to."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "songting", "只有两家知道的 secret:/+"


def packed(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value):
    return packed(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class Provider:
    """`claims` are added to the ID token, or taken out where None; `alters(token parts)` may spoil it after signing."""

    def __init__(self):
        self.key = rsa.generate_private_key(65537, 2048)
        self.claims, self.head, self.alters = {}, {"alg": "RS256", "kid": "1", "typ": "JWT"}, None
        self.description, self.info, self.failing = {}, None, {}
        self.asked, self.codes = [], {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def allow(self, address):
        """What the provider's sign-in page does: the address it sends the browser back to."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def describe(self):
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/allow",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/info", **self.description,
        }  # fmt: skip

    def keys(self):
        public = self.key.public_key().public_numbers()
        return {
            "keys": [{"kty": "RSA", "kid": "1", "use": "sig", "n": number(public.n), "e": number(public.e)}]
        }

    def token(self, form, authorization):
        """The answer to a code, or None: shown once, with our secret and the verifier of its challenge."""
        asked = self.codes.pop(form.get("code"), None)
        pair = base64.b64encode(f"{CLIENT}:{quote(SECRET, safe='')}".encode()).decode()
        known = authorization == f"Basic {pair}" or (form.get("client_id"), form.get("client_secret")) == (
            CLIENT,
            SECRET,
        )
        challenge = packed(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not asked or not known or challenge != asked["code_challenge"]:
            return None
        if form["redirect_uri"] != asked["redirect_uri"]:
            return None
        return {
            "access_token": "opens-info",
            "token_type": "Bearer",
            "id_token": self.id_token(asked["nonce"]),
        }

    def id_token(self, nonce):
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "7", "iat": now, "exp": now + 300, "nonce": nonce,
            "preferred_username": "kim", **self.claims,
        }  # fmt: skip
        head, body = packed(self.head), packed({name: one for name, one in claims.items() if one is not None})
        signature = self.key.sign(f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
        parts = [head, body, packed(signature)]
        return ".".join(self.alters(parts) if self.alters else parts)

    def answer(self, path, form, authorization):
        """(status, body); a status in `failing` comes instead, whatever was asked."""
        if path in self.failing:
            return self.failing[path], {"error": "made to fail"}
        if path == "/.well-known/openid-configuration":
            return 200, self.describe()
        if path == "/keys":
            return 200, self.keys()
        if path == "/info":
            return (200, self.info) if authorization == "Bearer opens-info" and self.info else (401, {})
        given = self.token(form, authorization) if path == "/token" else None
        return (200, given) if given else (400, {"error": "invalid_grant"})

    def _handler(provider):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                if parts.path == "/allow":
                    self.send_response(302)
                    self.send_header("Location", provider.allow(self.path))
                    self.end_headers()
                    return
                self._say(parts.path, {})

            def do_POST(self):
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._say(self.path, dict(parse_qsl(text)))

            def _say(self, path, form):
                provider.asked.append(path)
                status, body = provider.answer(path, form, self.headers.get("Authorization"))
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", f"{provider.issuer}/elsewhere")
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args):
                pass

        return Handler
