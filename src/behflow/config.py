"""Every setting of Behflow, read from the environment (prefix BEHFLOW_) or from a .env file."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from behflow.errors import ConfigurationError, FieldError
from behflow.schemas import ZoneName

SECRET_MINIMUM = 32
"""Bytes a signing key must have (RFC 7518 section 3.2 for HS256)."""

PREFIX = "BEHFLOW_"
Words = Annotated[tuple[str, ...], NoDecode]


def default_data_dir() -> Path:
    """``$XDG_DATA_HOME/behflow``, by default ``~/.local/share/behflow``."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "behflow"


class Settings(BaseSettings):
    """The settings of one running Behflow. docs/CONFIGURATION.md says the same in a table."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    data_dir: Path = Field(
        default_factory=default_data_dir, description="Folder of the embedded database and of the signing key."
    )
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL 15 or newer to use instead of the embedded one: postgresql://user:password@host/name.",
    )
    secret_key: SecretStr | None = Field(
        None,
        description="Signing key, 32 bytes or more. Unset: made at random and kept in DATA_DIR/secret_key, mode 0600.",
    )
    timezone: ZoneName = Field("UTC", description="Time zone of new accounts whose browser sends none.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    log_format: Literal["text", "json"] = Field("text", description="Form of a log line.")
    llm: str = Field(
        "built-in",
        description="Who answers in the chat: built-in, or provider:model of openai, anthropic or ollama; "
        "several are asked in turn, comma separated.",
    )
    llm_base_url: str | None = Field(
        None,
        description="Address of a server of your own for the first model of LLM; for several, in their order, comma "
        "separated. Any server that speaks OpenAI's API is openai with its address.",
    )
    llm_api_key: SecretStr | None = Field(
        None, description="Key of the first model of LLM; for several, in their order, comma separated."
    )
    llm_profiles: str | None = Field(
        None,
        description="Which model of LLM a profile asks first: planner=openai:gpt-5,coach=ollama:qwen3:8b.",
    )
    embeddings: str | None = Field(
        None,
        description="Embedding model that finds memories by meaning: openai:NAME or ollama:NAME. Unset: by words. "
        "Memories are sent to it.",
    )
    embeddings_base_url: str | None = Field(None, description="Address of a server of your own for EMBEDDINGS.")
    embeddings_api_key: SecretStr | None = Field(None, description="Key of EMBEDDINGS.")
    llm_prices: str | None = Field(
        None, description="Prices per million tokens in/out, comma separated: gpt-5=1.25/10. Unset: cost is unknown."
    )
    llm_private_hosts: Words = Field(
        (),
        description="Hosts that count as your own besides this machine: names, *.suffix, addresses or networks, comma "
        "separated.",
    )
    llm_local_only: bool = Field(
        False, description="Refuse every model that is not on a host of your own. Users cannot switch it off."
    )
    llm_user_models: bool = Field(
        False, description="Let users set a model, address and key of their own. Keys are stored encrypted."
    )
    llm_daily_tokens: int | None = Field(
        None, ge=0, description="Most tokens a day for each user; then the built-in engine answers."
    )
    llm_daily_cost: Decimal | None = Field(
        None,
        ge=0,
        le=1_000_000,
        description="Most cost a day for each user, in the currency of LLM_PRICES. Models without a price are then not "
        "asked, except on hosts of your own.",
    )
    llm_max_tokens: int = Field(4096, ge=64, le=100_000, description="Longest answer of a model, tokens.")
    llm_connect_seconds: float = Field(5.0, gt=0, le=60, description="Longest wait for a connection to a model.")
    llm_idle_seconds: float = Field(
        15.0, gt=0, le=300, description="Longest silence of a model while it answers, seconds."
    )
    llm_turn_seconds: float = Field(60.0, gt=0, le=600, description="Longest answer of a model, seconds.")
    metrics_token: SecretStr | None = Field(
        None, min_length=16, description="Token that Prometheus sends to read /metrics. Unset: there is no /metrics."
    )
    otlp_endpoint: str | None = Field(
        None,
        pattern=r"^https?://[^\s/?#@]+(/[^\s?#]*)?$",
        description="Address of an OpenTelemetry receiver (OTLP over HTTP, such as http://127.0.0.1:4318) for traces "
        "of the chat: names, counts and ids, no contents.",
    )
    password_hash: Literal["argon2id", "bcrypt"] = Field(
        "argon2id", description="Hash of new passwords. Both are always accepted; the other one is renewed at sign-in."
    )
    registration: Literal["open", "invite", "closed"] | None = Field(
        None,
        description="Who may register. Unset: open on a loopback address, else invite. The first account always may.",
    )
    invite_code: SecretStr | None = Field(None, description="Code that registration asks for when it is by invite.")
    allowed_origins: Words = Field(
        (), description="Web origins besides our own that may call the API, comma separated."
    )
    trusted_proxies: Words = Field(
        (), description="Addresses or networks whose X-Forwarded-For and -Proto are believed, comma separated."
    )
    docs_enabled: bool = Field(True, description="Serve the interactive API documentation at /docs.")
    session_hours: int = Field(24, ge=1, le=720, description="Hours a sign-in is valid.")
    reschedule_time: str = Field(
        "07:30", description="Time of day at which unfinished tasks are moved to today, HH:MM."
    )
    reschedule_timezone: ZoneName | None = Field(
        None, description="Time zone of RESCHEDULE_TIME. Unset: each user's own."
    )
    pool_size: int = Field(10, ge=2, le=100, description="Database connections per process.")
    statement_timeout_ms: int = Field(
        15_000, ge=100, le=600_000, description="Longest run of one statement, milliseconds."
    )
    lock_timeout_ms: int = Field(5_000, ge=100, le=600_000, description="Longest wait for a row lock, milliseconds.")

    @field_validator("allowed_origins", "trusted_proxies", "llm_private_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for part in value:
            ipaddress.ip_network(part, strict=False)
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for part in value:
            if not re.fullmatch(r"https?://[^/\s*?#]+", part):
                raise ValueError(f"{part!r} is not an origin such as https://tasks.example.org")
        return value

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value().encode()) < SECRET_MINIMUM:
            raise ValueError(f"must have at least {SECRET_MINIMUM} bytes; unset it to have one made")
        return value

    @field_validator("reschedule_time")
    @classmethod
    def _time_of_day(cls, value: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
            raise ValueError("must be a time of day such as 07:30")
        return value

    @field_validator("llm")
    @classmethod
    def _models(cls, value: str) -> str:
        for name in filter(None, (part.strip() for part in value.split(","))):
            if not re.fullmatch(r"built-in|(openai|anthropic|ollama):[!-~]+", name):
                raise ValueError(
                    f"{name!r} is neither 'built-in' nor a provider:model of openai, anthropic or ollama; any other "
                    "server that speaks OpenAI's API is openai with its address in BEHFLOW_LLM_BASE_URL"
                )
        return value

    @field_validator("database_url")
    @classmethod
    def _postgres(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.match(r"postgres(ql)?(\+asyncpg)?://", value.get_secret_value()):
            raise ValueError("must begin with postgresql://")
        return value

    @property
    def only_built_in(self) -> bool:
        """True when nobody can have a language model answer."""
        return self.llm == "built-in" and not self.llm_user_models

    @property
    def loopback(self) -> bool:
        """True when only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def registration_mode(self) -> Literal["open", "invite", "closed"]:
        """Who may register, with the default worked out."""
        return self.registration or ("open" if self.loopback else "invite")

    def signing_key(self) -> bytes:
        """The key that signs tokens; made and kept when none is set. Raises ConfigurationError."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        return _kept_key(self.data_dir / "secret_key")


def _kept_key(path: Path) -> bytes:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        if not path.exists():
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(fresh, path)  # unlike rename it never replaces the key another process just made
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        key = path.read_bytes().strip()
    except OSError as error:
        raise ConfigurationError(f"The signing key {path} cannot be read or made: {error.strerror}.") from error
    if len(key) < SECRET_MINIMUM:
        raise ConfigurationError(
            f"The signing key {path} is shorter than {SECRET_MINIMUM} bytes. Delete the file to have a new one made."
        )
    return key


def load_settings(**overrides: Any) -> Settings:
    """Read the settings. Raises ConfigurationError that names each wrong setting."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        fields = [
            FieldError(PREFIX + ".".join(map(str, e["loc"])).upper(), e["msg"].removeprefix("Value error, "))
            for e in error.errors()
        ]
        raise ConfigurationError("; ".join(f"{f.field} {f.reason}" for f in fields), fields=fields) from error
