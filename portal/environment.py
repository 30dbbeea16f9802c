"""What the surroundings decide, typed; an impossible value stops the start with a sentence."""

import contextlib
import os
import re
import tempfile
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlparse

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from portal.serveraddresses import checked
from portal.stopping import reason_of, stop

HOME = Path(__file__).resolve().parent.parent
# As in portal.people.models.Role, which cannot be read before the settings.
ROLES = (
    "clerk", "filing_judge", "judge", "mediator", "duty_leader", "operator", "division", "watcher", "administrator",
)  # fmt: skip
SECRETS = ("SECRET_KEY", "PERSONAL_DATA_KEYS", "BLIND_INDEX_KEY")
HOST = r"(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-fA-F:.]+\])"
ORIGIN = re.compile(rf"https?://(?:\*\.)?{HOST}(?::\d+)?")


class Environment(BaseSettings):
    """Each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False)

    # Passwords as they are, for an address that has none: whatever is special in them needs no escaping.
    database_password: str = ""
    redis_password: str = ""
    database_url: str
    redis_url: str
    secret_key: str = Field(min_length=32)
    # Newest first: the first encrypts, all decrypt. 32 bytes, URL-safe base64 (Fernet).
    personal_data_keys: Annotated[list[str], NoDecode]
    blind_index_key: str = Field(min_length=32)
    debug: bool = False
    https: bool = False
    allowed_hosts: Annotated[list[str], NoDecode] = ["127.0.0.1", "localhost"]
    trusted_origins: Annotated[list[str], NoDecode] = []
    # How many proxies in front may be believed about the client's address.
    proxies: int = Field(0, ge=0, le=5)
    static_root: str = str(HOME / "staticfiles")
    # Whoever shows it may read /metrics; without one only this machine itself may.
    metrics_token: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    district_name: str = Field("吉林省延边林区中级法院", min_length=1)
    # 诉前调解导出率: reading A or B (docs/decisions/diversion-rate.md).
    diversion_reading: Literal["A", "B"] = "A"
    ranking: bool = True
    statistical_year_starts: int = Field(1, ge=1, le=12, description="month")
    refresh_seconds: float = Field(5, gt=0, le=3600)
    # The type code of a pre-litigation mediation file; provinces differ.
    mediation_type_code: str = "民诉前调"
    favourable_from: int = Field(3, ge=2, le=5, description="stars")
    # The law sets no length for a correction (立案规定 7) and none for going on by consent (在线调解规则 24); so that
    # nothing rests outside every limit, the court sets the most it gives.
    correction_days_at_most: int = Field(30, ge=1, le=365, description="days from the notice")
    mediation_days_at_most: int = Field(365, ge=31, le=1096, description="days from the acceptance")
    # When office minutes run, on working days: opening and closing times in order.
    office_hours: str = Field("08:30-11:30,13:30-17:00", validate_default=True)
    # What the province set inside the fee ranges (columns kind, begins, value, source); until then ranges are shown.
    fee_values_file: str = ""
    # The province's average yearly wages (columns year, yuan, source); small claims are measured by the year before.
    wages_file: str = ""
    # How often one address may ask the public API.
    throttle_anonymous: str = "120/minute"
    # Who has one of these roles sets up a second step before anything else and cannot turn it off.
    second_step_roles: Annotated[list[str], NoDecode] = []
    # An OpenID provider of the house beside the password; without an issuer there is none.
    oidc_issuer: str = ""
    oidc_client_id: str = Field("", validate_default=True)
    oidc_client_secret: str = Field("", validate_default=True)
    # What the button says behind 登录; empty: the court's single sign-on.
    oidc_name: str = ""
    # The claim that holds the user name, equal to the one here.
    oidc_username_claim: str = Field("preferred_username", min_length=1)

    @field_validator(
        "personal_data_keys", "allowed_hosts", "trusted_origins", "second_step_roles", mode="before"
    )
    @classmethod
    def split(cls, value):
        return (
            [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        )

    @field_validator("database_url", "redis_url")
    @classmethod
    def is_address(cls, value, info):
        name = info.field_name
        return checked(name, value, info.data.get(name.replace("url", "password"), ""))

    @field_validator("https")
    @classmethod
    def is_not_for_development(cls, value, info):
        if value and info.data.get("debug"):
            raise ValueError("不能与 DEBUG 同时设为 true / cannot be true together with DEBUG")
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def are_hosts(cls, value):
        if not value:
            raise ValueError("至少要有一个主机名 / name at least one host")
        for one in value:
            if not re.fullmatch(rf"\*|\.?{HOST}", one):
                raise ValueError(
                    f"只写主机名，不带 https:// 和端口 / only a host's name, no scheme, no port: {one}"
                )
        return value

    @field_validator("trusted_origins")
    @classmethod
    def are_origins(cls, value):
        for one in value:
            if not ORIGIN.fullmatch(one):
                raise ValueError(f"应写成 https://主机名 / write it as https://host: {one}")
        return value

    @field_validator("metrics_token")
    @classmethod
    def is_no_guess(cls, value):
        if value and len(value) < 16:
            raise ValueError("至少 16 个字符 / at least 16 characters")
        return value

    @field_validator("throttle_anonymous")
    @classmethod
    def is_a_rate(cls, value):
        if not re.fullmatch(r"[1-9]\d{0,8}/(second|minute|hour|day)", value):
            raise ValueError(
                "应为大于零的次数和单位，例如 120/minute / write a number above zero and second, minute, hour or day, "
                "such as 120/minute"
            )
        return value

    @field_validator("office_hours")
    @classmethod
    def are_hours(cls, value):
        """((opens, closes), …) as times of day."""
        try:
            times = [time.fromisoformat(part.strip()) for part in value.replace(",", "-").split("-")]
            if len(times) % 2 or sorted(set(times)) != times:
                raise ValueError
        except ValueError:
            raise ValueError(
                "按先后写上下班时间 / write opening and closing times in order: 08:30-11:30,13:30-17:00"
            ) from None
        return tuple(zip(times[::2], times[1::2], strict=True))

    @field_validator("second_step_roles")
    @classmethod
    def are_roles(cls, value):
        if unknown := sorted(set(value) - set(ROLES)):
            raise ValueError(f"没有这样的岗位 / no such role: {', '.join(unknown)} ({', '.join(ROLES)})")
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def is_secure(cls, value):
        if value and not is_secure_address(value):
            raise ValueError("应为 https 地址 / an https address is needed")
        return value

    @field_validator("oidc_client_id", "oidc_client_secret")
    @classmethod
    def comes_with_the_issuer(cls, value, info):
        if info.data.get("oidc_issuer") and not value:
            raise ValueError("设了 OIDC_ISSUER 就要设它 / needed where OIDC_ISSUER is set")
        return value

    @field_validator("personal_data_keys")
    @classmethod
    def are_keys(cls, value):
        from cryptography.fernet import Fernet

        if not value:
            raise ValueError("至少要有一个密钥 / at least one key is needed")
        for key in value:
            try:
                Fernet(key)
            except ValueError:
                raise ValueError(
                    "密钥应为 Fernet 密钥，生成方法见 README / a Fernet key is needed, see README for how to make one"
                ) from None
        return value


def is_secure_address(url):
    """Whether the address is https, or http of this machine itself."""
    try:
        parts = urlparse(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    here = parts.scheme == "http" and host in ("127.0.0.1", "::1", "localhost")
    return bool(host) and (parts.scheme == "https" or here)


def read():
    """The environment, or an end with every fault named in Chinese and English."""
    try:
        return Environment()
    except ValidationError as error:
        stop([(str(fault["loc"][0]).upper(), reason_of(fault)) for fault in error.errors()])


def _write_whole(path, text):
    """The file with all of this, or none; whoever came first keeps his."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
    with os.fdopen(handle, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)


def local_secrets(folder):
    """Set secrets for a machine that has none yet: made once, kept in `folder`, readable by its owner only.

    Where the surroundings give any, nothing is read or written: those left out were forgotten, and `read` names them.
    """
    if any(os.environ.get(name) for name in SECRETS):
        return
    from cryptography.fernet import Fernet

    path = folder / "secrets"
    if not path.exists():
        import secrets

        folder.mkdir(parents=True, exist_ok=True)
        text = (
            f"SECRET_KEY={secrets.token_urlsafe(48)}\n"
            f"PERSONAL_DATA_KEYS={Fernet.generate_key().decode()}\n"
            f"BLIND_INDEX_KEY={secrets.token_urlsafe(48)}\n"
        )
        _write_whole(path, text)
    for line in path.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ[name] = value
