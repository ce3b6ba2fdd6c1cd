"""Which language models answer: what is set, checked and made into one value per model."""

from __future__ import annotations

import importlib.util
import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, NamedTuple, get_args
from urllib.parse import urlsplit

from pydantic import SecretStr

from behflow.chat.schemas import ProfileName
from behflow.config import Settings
from behflow.errors import ConfigurationError

Provider = Literal["openai", "anthropic", "ollama"]

BUILT_IN: Final = "built-in"
"""Name of the engine that needs no model."""

DEFAULT_URLS: Final[dict[Provider, str]] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
PACKAGES: Final[dict[Provider, str]] = {
    "openai": "langchain_openai",
    "anthropic": "langchain_anthropic",
    "ollama": "langchain_ollama",
}
MODEL_LENGTH = 200
CHAIN_LENGTH = 5


class Places(NamedTuple):
    """Where model, address and key are set, for what is said about them."""

    model: str
    base_url: str
    api_key: str


PLACES = Places("BEHFLOW_LLM", "BEHFLOW_LLM_BASE_URL", "BEHFLOW_LLM_API_KEY")


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One language model at one address. ``api_key`` never shows in its representation."""

    provider: Provider
    model: str
    base_url: str | None = None
    """Address of the server; None is the provider's own (for ollama this machine)."""
    api_key: SecretStr | None = None
    price_in: Decimal | None = None
    """Price of a million input tokens, in the currency of the caps."""
    price_out: Decimal | None = None
    """Price of a million output tokens."""
    own: bool = False
    """True when a user set it: its address is checked at each connection (``chat.addresses.CheckedTransport``)."""

    @property
    def name(self) -> str:
        """``provider:model``, as it is set and shown."""
        return f"{self.provider}:{self.model}"

    @property
    def url(self) -> str:
        """The address that is called."""
        return self.base_url or DEFAULT_URLS[self.provider]

    @property
    def host(self) -> str:
        """The host that reads what is sent, in lower case."""
        return urlsplit(self.url).hostname or ""

    def is_local(self, private_hosts: Collection[str] = ()) -> bool:
        """True when nothing leaves the house: the host is this machine or one of the private ones."""
        return is_private(self.host, private_hosts)


def is_private(host: str, private_hosts: Collection[str] = ()) -> bool:
    """True for this machine and for ``private_hosts``: names, ``*.suffix``, addresses or networks.

    Only what is written counts: a name is not looked up, so it cannot be made to point elsewhere.
    """
    host = _plain(host)
    address = _address(host)
    if host == "localhost" or (address is not None and address.is_loopback):
        return True
    return is_listed(host, private_hosts)


def is_listed(host: str, hosts: Collection[str]) -> bool:
    """True when one of ``hosts`` (names, ``*.suffix``, addresses or networks) is or contains this host, as written."""
    host = _plain(host)
    address = _address(host)
    for entry in hosts:
        known = _plain(entry)
        if host == known or (known.startswith("*.") and host.endswith(known[1:])):
            return True
        if address is not None and "*" not in known:
            try:
                if address in ipaddress.ip_network(known, strict=False):
                    return True
            except ValueError:
                continue
    return False


def parse_spec(
    text: str,
    base_url: str | None = None,
    api_key: SecretStr | None = None,
    *,
    prices: dict[str, tuple[Decimal, Decimal]] | None = None,
    private_hosts: Collection[str] = (),
    where: Places = PLACES,
    own: bool = False,
) -> ModelSpec:
    """Read one ``provider:model``. Raises ConfigurationError that begins with the place of what is wrong.

    The provider's package must be installed, and a key given unless a server of one's own is named.
    """
    provider, model = _named(text, where.model)
    if base_url is not None:
        _check_url(base_url, where.base_url, private_hosts)
    if importlib.util.find_spec(PACKAGES[provider]) is None:
        raise ConfigurationError(
            f"{where.model}={text}: the package for {provider} is not installed. Run: pip install 'behflow[{provider}]'"
        )
    if api_key is None and base_url is None and provider != "ollama":
        raise ConfigurationError(f"{where.api_key}: {provider} needs a key, or the address of a server of your own.")
    known = prices or {}
    price_in, price_out = known.get(f"{provider}:{model}") or known.get(model) or (None, None)
    return ModelSpec(provider, model, base_url.rstrip("/") if base_url else None, api_key, price_in, price_out, own)


def parse_profiles(settings: Settings) -> dict[str, str]:
    """The model that each profile asks first. Raises ConfigurationError for one that is not in the chain."""
    chain = {spec.name for spec in parse_chain(settings)}
    found: dict[str, str] = {}
    for part in _split(settings.llm_profiles or ""):
        profile, equals, model = part.partition("=")
        profile, model = profile.strip(), model.strip()
        if not equals or profile not in get_args(ProfileName):
            known = ", ".join(get_args(ProfileName))
            raise ConfigurationError(f"BEHFLOW_LLM_PROFILES: write profile=provider:model; the profiles are {known}.")
        if model not in chain:
            raise ConfigurationError(f"BEHFLOW_LLM_PROFILES: {model} is not one of the models of BEHFLOW_LLM.")
        found[profile] = model
    return found


def parse_embeddings(settings: Settings) -> ModelSpec | None:
    """The embedding model of the instance. Raises ConfigurationError that names the setting and says what to do."""
    if settings.embeddings is None:
        return None
    provider, model = _named(settings.embeddings, "BEHFLOW_EMBEDDINGS")
    if provider == "anthropic":
        raise ConfigurationError("BEHFLOW_EMBEDDINGS: anthropic has no embedding models; name openai or ollama.")
    url, key = settings.embeddings_base_url, settings.embeddings_api_key
    if url is not None:
        _check_url(url, "BEHFLOW_EMBEDDINGS_BASE_URL", settings.llm_private_hosts)
    elif key is None and provider == "openai":
        raise ConfigurationError(
            "BEHFLOW_EMBEDDINGS_API_KEY: openai needs a key, or the address of a server of your own."
        )
    prices = parse_prices(settings.llm_prices)
    price_in, price_out = prices.get(f"{provider}:{model}") or prices.get(model) or (None, None)
    return ModelSpec(provider, model, url.rstrip("/") if url else None, key, price_in, price_out)


def parse_chain(settings: Settings) -> tuple[ModelSpec, ...]:
    """The models of the instance in the order they are asked; empty means the built-in engine alone.

    Raises ConfigurationError that names the setting and says what to do.
    """
    names = _split(settings.llm)
    if BUILT_IN in names[:-1]:
        raise ConfigurationError(f"BEHFLOW_LLM: '{BUILT_IN}' always answers last; name models before it or not at all.")
    names = [name for name in names if name != BUILT_IN]
    if len(names) > CHAIN_LENGTH:
        raise ConfigurationError(f"BEHFLOW_LLM names {len(names)} models; at most {CHAIN_LENGTH} can be tried in turn.")
    urls = _aligned(settings.llm_base_url or "", len(names), "BEHFLOW_LLM_BASE_URL")
    secret = settings.llm_api_key.get_secret_value() if settings.llm_api_key else ""
    keys = _aligned(secret, len(names), "BEHFLOW_LLM_API_KEY")
    prices = parse_prices(settings.llm_prices)
    return tuple(
        parse_spec(name, url, SecretStr(key) if key else None, prices=prices, private_hosts=settings.llm_private_hosts)
        for name, url, key in zip(names, urls, keys, strict=True)
    )


def parse_prices(text: str | None) -> dict[str, tuple[Decimal, Decimal]]:
    """Prices per million tokens by model: ``gpt-5=1.25/10, anthropic:claude=3/15``. Raises ConfigurationError."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for part in _split(text or ""):
        model, _, both = part.rpartition("=")
        numbers = both.split("/")
        try:
            price_in, price_out = (Decimal(number.strip()) for number in numbers)
            if not model.strip() or not all(p.is_finite() and 0 <= p <= 1_000_000 for p in (price_in, price_out)):
                raise ValueError
        except (ValueError, InvalidOperation):
            raise ConfigurationError(
                f"BEHFLOW_LLM_PRICES: {part!r} is not a price such as gpt-5=1.25/10 "
                "(model = price in / price out, per million tokens)."
            ) from None
        found[model.strip()] = (price_in, price_out)
    return found


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _aligned(text: str, count: int, where: str) -> list[str | None]:
    """One value per model in their order; an empty place is none."""
    values = [part.strip() or None for part in text.split(",")] if text.strip() else []
    if len(values) > count:
        raise ConfigurationError(f"{where} has {len(values)} values for {count} models in BEHFLOW_LLM.")
    return [*values, *[None] * (count - len(values))]


def _named(text: str, where: str) -> tuple[Provider, str]:
    given, colon, model = text.strip().partition(":")
    for provider in get_args(Provider):
        if given.casefold() == provider and colon:
            if re.fullmatch(rf"[!-~]{{1,{MODEL_LENGTH}}}", model):
                return provider, model
            raise ConfigurationError(f"{where}={text}: the name of a model has 1 to {MODEL_LENGTH} signs, no spaces.")
    names = ", ".join(get_args(Provider))
    raise ConfigurationError(
        f"{where}={text}: write '{BUILT_IN}' or provider:model, where the provider is one of {names}. "
        "For any other server that speaks OpenAI's API write openai:model and set its address."
    )


def _check_url(url: str, where: str, private_hosts: Collection[str]) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment or not url.isprintable():
        raise ConfigurationError(f"{where}: an address such as https://models.example.org/v1 is needed.")
    if parts.username or parts.password:
        raise ConfigurationError(
            f"{where}: leave name and password out of the address; keys have a setting of their own."
        )
    if parts.scheme == "http" and not is_private(host, private_hosts):
        raise ConfigurationError(
            f"{where}: http would send keys and tasks to {host} readable by anyone on the way. "
            "Use https, or list the host in BEHFLOW_LLM_PRIVATE_HOSTS if it is yours."
        )


def _plain(host: str) -> str:
    return host.casefold().strip("[]").rstrip(".")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
