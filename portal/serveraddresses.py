"""The addresses of the servers: checked, given their passwords, and the database's put as Django wants it."""

import os
from urllib.parse import parse_qsl, quote, unquote, urlsplit

SCHEMES = {"database_url": ("postgres", "postgresql"), "redis_url": ("redis", "rediss")}
# What may stand behind the question mark of DATABASE_URL goes to libpq as it is; a name it does not know, or one that
# would lead to another place, is refused, for a lost `sslmode` is a connection that anybody reads.
CHOICES = {
    "sslmode": ("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    "target_session_attrs": ("any", "read-write", "read-only", "primary", "standby", "prefer-standby"),
    "channel_binding": ("disable", "prefer", "require"),
    "gssencmode": ("disable", "prefer", "require"),
    "ssl_min_protocol_version": ("TLSv1.2", "TLSv1.3"),
}
NUMBERS = (
    "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
)  # fmt: skip
FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
TEXTS = ("application_name", "options")
OPTIONS = (*CHOICES, *NUMBERS, *FILES, *TEXTS)


def checked(name, url, password=""):
    """The address of this setting, with the password where it has none. ValueError says what is wrong, in both
    languages and without the address itself: it holds a password."""
    parts = _parts(url)
    if parts.scheme not in SCHEMES[name]:
        raise ValueError(f"应以此开头 / must begin with: {', '.join(f'{one}://' for one in SCHEMES[name])}")
    if parts.fragment or "@" in parts.path + parts.query:
        raise ValueError(
            "密码中的特殊字符要写成百分号编码，或者把密码原样写进 {0} / percent-encode what is special in the password, "
            "or write the password as it is into {0}".format(name.upper().replace("URL", "PASSWORD"))
        )
    try:
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("端口应为 1 到 65535 的数字 / the port must be a number from 1 to 65535") from None
    if not host:
        raise ValueError("缺少主机名 / the host name is missing")
    if name == "database_url":
        if not parts.path.strip("/"):
            raise ValueError("缺少数据库名 / the name of the database is missing")
        for option in _options(parts):
            _require_known(*option)
    if password and parts.password is None:
        server = parts.netloc.rpartition("@")[2]
        parts = parts._replace(netloc=f"{parts.username or ''}:{quote(password, safe='')}@{server}")
    return parts.geturl()


def as_django(url):
    """The database of a checked address, as Django's settings want it."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": parts.hostname,
        "PORT": parts.port or "",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "NAME": unquote(parts.path.lstrip("/")),
        "OPTIONS": dict(_options(parts)),
        # Keeping connections halves the cost of a page (SCRAM sign-in is most of it).
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _parts(url):
    try:
        return urlsplit(url)
    except ValueError:  # a bracket where only an IPv6 address may have one
        raise ValueError(
            "读不懂这个地址，密码中的方括号要写成百分号编码 / this cannot be read; percent-encode brackets in the password"
        ) from None


def _options(parts):
    return parse_qsl(parts.query, keep_blank_values=True)


def _require_known(name, value):
    if name not in OPTIONS:
        raise ValueError(f"不认识的选项 / unknown option: {name} ({', '.join(OPTIONS)})")
    if name in CHOICES and value not in CHOICES[name]:
        raise ValueError(f"{name} 应为其中之一 / write one of these: {', '.join(CHOICES[name])}")
    if name in NUMBERS and not value.isdecimal():
        raise ValueError(f"{name} 应为整数 / write a whole number")
    if name in FILES and value != "system" and not os.access(value, os.R_OK):
        raise ValueError(f"{name} 的文件打不开 / its file cannot be read: {value}")
