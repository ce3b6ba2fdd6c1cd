"""The setting LLM: what it means, and what a wrong one says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from behflow.chat import model_specs
from behflow.chat.model_specs import is_private, parse_chain
from behflow.config import Settings, load_settings
from behflow.errors import ConfigurationError


def settings(**values: Any) -> Settings:
    """Settings from values alone. Raises ConfigurationError."""
    return load_settings(_env_file=None, **values)


@pytest.mark.parametrize("llm", ["built-in", " built-in ", ""])
def test_the_built_in_engine_needs_no_model(llm: str) -> None:
    assert parse_chain(settings(llm=llm)) == ()


def test_models_are_asked_in_the_order_they_are_named() -> None:
    chain = parse_chain(
        settings(
            llm="openai:gpt-5, ollama:qwen3:8b, built-in",
            llm_base_url="https://models.example.org/v1/,",
            llm_api_key="sk-first",
            llm_prices="gpt-5=1.25/10, ollama:qwen3:8b=0/0",
        )
    )
    assert [spec.name for spec in chain] == ["openai:gpt-5", "ollama:qwen3:8b"]
    first, second = chain
    assert first.url == "https://models.example.org/v1"
    assert first.host == "models.example.org"
    assert first.api_key is not None
    assert (first.price_in, first.price_out) == (Decimal("1.25"), Decimal(10))
    assert (second.url, second.api_key, second.price_in) == ("http://127.0.0.1:11434", None, Decimal(0))
    assert "sk-first" not in repr(chain)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"llm": "gpt-5"}, "'gpt-5' is neither 'built-in' nor a provider:model"),
    ({"llm": "openai:"}, "provider:model"),
    ({"llm": "openai:two words"}, "provider:model"),
    ({"llm": "gemini:pro"}, "openai, anthropic or ollama"),
    ({"llm": "openai:gpt-5"}, "BEHFLOW_LLM_API_KEY: "),
    ({"llm": "anthropic:claude"}, "BEHFLOW_LLM_API_KEY: "),
    ({"llm": "built-in, ollama:qwen3"}, "always answers last"),
    ({"llm": ",".join(f"ollama:m{n}" for n in range(6))}, "at most 5"),
    ({"llm": "ollama:qwen3", "llm_base_url": "https://a.example.org,https://b.example.org"}, "2 values for 1 models"),
    ({"llm": "openai:m", "llm_api_key": "a,b"}, "2 values for 1 models"),
    ({"llm": "ollama:qwen3", "llm_base_url": "models.example.org"}, "an address such as"),
    ({"llm": "ollama:qwen3", "llm_base_url": "file:///etc/passwd"}, "an address such as"),
    ({"llm": "ollama:qwen3", "llm_base_url": "https://[::1"}, "an address such as"),
    ({"llm": "ollama:qwen3", "llm_base_url": "https://u:p@example.org"}, "leave name and password out"),
    ({"llm": "ollama:qwen3", "llm_base_url": "http://models.example.org"}, "BEHFLOW_LLM_PRIVATE_HOSTS"),
    ({"llm": "ollama:qwen3", "llm_prices": "qwen3=cheap"}, "is not a price"),
    ({"llm": "ollama:qwen3", "llm_prices": "qwen3=1"}, "is not a price"),
    ({"llm": "ollama:qwen3", "llm_prices": "qwen3=-1/2"}, "is not a price"),
    ({"llm": "ollama:qwen3", "llm_prices": "qwen3=NaN/2"}, "is not a price"),
]


@pytest.mark.parametrize(("values", "said"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_setting_says_what_and_where(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        parse_chain(settings(**values))
    assert error.value.detail.startswith("BEHFLOW_LLM")
    assert said in error.value.detail


def test_a_provider_whose_package_is_missing_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(model_specs.PACKAGES, "ollama", "langchain_of_nobody")
    with pytest.raises(ConfigurationError, match=r"pip install 'behflow\[ollama\]'"):
        parse_chain(settings(llm="ollama:qwen3"))


@pytest.mark.parametrize(
    ("host", "private", "expected"),
    [
        ("localhost", (), True),
        ("127.0.0.9", (), True),
        ("::1", (), True),
        ("192.168.1.5", (), False),
        ("192.168.1.5", ("192.168.0.0/16",), True),
        ("192.168.1.5", ("192.168.1.5",), True),
        ("fd00::5", ("fd00::/8",), True),
        ("gpu.lan", ("*.lan",), True),
        ("lan", ("*.lan",), False),
        ("gpu.lan.example.org", ("*.lan",), False),
        ("GPU.lan.", ("gpu.lan",), True),
        ("evil-gpu.lan", ("gpu.lan",), False),
        ("localhost.example.org", (), False),
        ("0.0.0.0", (), False),
    ],
)
def test_only_this_machine_and_the_listed_hosts_are_private(
    host: str, private: tuple[str, ...], expected: bool
) -> None:
    assert is_private(host, private) is expected
