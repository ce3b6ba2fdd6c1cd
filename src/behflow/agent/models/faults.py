"""What went wrong with a model, told apart by type, status and code; a provider's own words are never passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from langchain_core.exceptions import ContextOverflowError

from behflow.agent.models.reply import FaultCode

RETRYABLE: frozenset[FaultCode] = frozenset({"rate_limit", "provider_down", "timeout", "truncated"})
TRIPPING: frozenset[FaultCode] = frozenset({"provider_down", "timeout", "truncated"})
"""Faults that count for the circuit breaker; a rate limit belongs to a key, not to a host."""

_OVERFLOW = re.compile(
    r"context.?length|context window|maximum context|prompt is too long|input (?:length|tokens).{0,40}exceed"
    r"|too many tokens",
    re.IGNORECASE,
)
_QUOTA = re.compile(r"insufficient.?quota|credit balance|billing|exceeded your current quota", re.IGNORECASE)
_CODES: dict[str, FaultCode] = {
    "context_length_exceeded": "context_overflow",
    "request_too_large": "context_overflow",
    "insufficient_quota": "quota",
    "billing_hard_limit_reached": "quota",
    "billing_error": "quota",
    "authentication_error": "auth",
    "permission_error": "auth",
    "invalid_api_key": "auth",
    "not_found_error": "no_model",
    "model_not_found": "no_model",
    "rate_limit_error": "rate_limit",
    "rate_limit_exceeded": "rate_limit",
    "overloaded_error": "provider_down",
    "api_error": "provider_down",
    "server_error": "provider_down",
    "timeout_error": "timeout",
    "content_filter": "refused",
    "content_policy_violation": "refused",
}
_STATUS: dict[int, FaultCode] = {
    401: "auth",
    402: "quota",
    403: "auth",
    404: "no_model",
    408: "timeout",
    413: "context_overflow",
    429: "rate_limit",
    504: "timeout",
}
_SECRETS = re.compile(r"(?i)bearer\s+\S+|\b(?:sk|pk|key|api)[-_][\w-]{4,}\S*|[\w+/=-]{24,}")
REASON = 200


class ModelFault(Exception):
    """A model did not give a usable answer. Holds no text of the provider that was not redacted.

    ``retry_after`` is the wait in seconds that the provider asked for; ``sent`` is False when it was never reached.
    """

    def __init__(
        self,
        code: FaultCode,
        reason: str = "",
        *,
        retry: bool | None = None,
        retry_after: float | None = None,
        sent: bool = True,
        status: int | None = None,
    ) -> None:
        super().__init__(f"{code}: {reason}" if reason else code)
        self.code: FaultCode = code
        self.reason = reason
        self.retry = code in RETRYABLE if retry is None else retry
        self.retry_after = retry_after
        self.sent = sent
        self.status = status


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """A short line for the log without keys, control characters and whatever looks like a secret."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    line = "".join(sign if sign.isprintable() else " " for sign in text[: 20 * REASON])
    return " ".join(_SECRETS.sub("***", line).split())[:REASON]


def classify(error: BaseException, secrets: Iterable[str] = ()) -> ModelFault:
    """The fault behind an exception of a provider's package."""
    if isinstance(error, ModelFault):
        return error
    names = {kind.__name__ for kind in type(error).__mro__}
    status = _number(getattr(error, "status_code", None))
    text = str(error)
    reason = redact(f"{type(error).__name__} {status or ''} {text}", secrets)
    code = _code(error, names, status, f"{text} {getattr(error, 'body', '')}")
    unsent = bool(names & {"ConnectError", "ConnectTimeout"}) or _unreached(error)
    return ModelFault(
        code, reason, retry_after=_retry_after(error) if code == "rate_limit" else None, sent=not unsent, status=status
    )


def _code(error: BaseException, names: set[str], status: int | None, text: str) -> FaultCode:
    given = _given(error)
    if isinstance(error, ContextOverflowError):
        return "context_overflow"
    for code in given:
        if code in _CODES and not (code == "not_found_error" and status not in (None, 200, 404)):
            return _CODES[code]
    # Some servers say what it is in words only; a status of success means that the error came inside a stream.
    failed = status is None or status < 500
    if failed and _OVERFLOW.search(text):
        return "context_overflow"
    if failed and status != 401 and _QUOTA.search(text):
        return "quota"
    if status is not None and status >= 300:
        return _STATUS.get(status) or ("provider_down" if status >= 500 else "bad_request")
    if isinstance(error, TimeoutError) or any("Timeout" in name for name in names):
        return "timeout"
    if names & {"TransportError", "APIConnectionError", "OSError", "APIError", "ResponseError"}:
        return "provider_down"
    return "truncated"  # what came cannot be read as an answer


def _given(error: BaseException) -> list[str]:
    """The codes and types in a provider's error body."""
    body = getattr(error, "body", None)
    inner = body.get("error") if isinstance(body, dict) else None
    found = [getattr(error, "code", None), getattr(error, "type", None)]
    for part in (inner, body):
        if isinstance(part, dict):
            found += [part.get("code"), part.get("type")]
    return [code for code in found if isinstance(code, str)]


def _unreached(error: BaseException) -> bool:
    cause = error.__cause__ or error.__context__
    depth = 0
    while cause is not None and depth < 6:
        if type(cause).__name__ in ("ConnectError", "ConnectTimeout"):
            return True
        cause, depth = cause.__cause__ or cause.__context__, depth + 1
    return False


def _retry_after(error: BaseException) -> float | None:
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        return max(0.0, float(headers["retry-after"])) if "retry-after" in headers else None
    except ValueError:  # a date: further away than a user waits
        return float("inf")


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
