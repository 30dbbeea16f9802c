"""Somebody at a browser without scripts: keeps cookies, follows nothing, waits no longer than ten seconds."""

import http.cookiejar
import re
import uuid
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener


class Answer(NamedTuple):
    status: int
    text: str
    location: str


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *words):
        return None


class Visitor:
    def __init__(self, port):
        self.site = f"http://127.0.0.1:{port}"
        self._opener = build_opener(_Stays, HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.secret = ""

    def get(self, path):
        """Raises OSError or HTTPException while the server is away."""
        answer = self._ask(Request(self.site + path))
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.text):
            self.secret = found[1]
        return answer

    def post(self, path, fields, file=None, halfway=None):
        """A form; with `file` (bytes) as one that uploads it. `halfway` is called when half of it is sent."""
        fields = {**fields, "csrfmiddlewaretoken": self.secret}
        if file is None:
            return self._ask(Request(self.site + path, urlencode(fields).encode()))
        border = uuid.uuid4().hex
        parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
        parts.append(b'name="file"; filename="register.csv"\r\nContent-Type: text/csv\r\n\r\n' + file)
        begin = f"--{border}\r\nContent-Disposition: form-data; ".encode()
        body = b"".join(begin + part + b"\r\n" for part in parts) + f"--{border}--\r\n".encode()
        kind = f"multipart/form-data; boundary={border}"
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        return self._ask(Request(self.site + path, _in_two(body, halfway), headers))

    def sign_in(self, username, password):
        self.get("/sign-in/")
        answer = self.post("/sign-in/", {"username": username, "password": password})
        assert answer.status == 302, answer
        self.get("/")  # signing in changes the secret
        return self

    def _ask(self, request):
        try:
            with self._opener.open(request, timeout=10) as response:
                return self._answer(response)
        except HTTPError as refusal:
            with refusal:
                return self._answer(refusal)

    @staticmethod
    def _answer(response):
        text = response.read().decode()
        return Answer(response.status, text, response.headers.get("Location", ""))


def _in_two(body, halfway):
    middle = len(body) // 2
    yield body[:middle]
    if halfway:
        halfway()
    yield body[middle:]
