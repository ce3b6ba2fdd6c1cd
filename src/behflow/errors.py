"""Errors that carry their HTTP status and a stable code; every door renders the same classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field of the input."""

    field: str
    reason: str


class BehflowError(Exception):
    """Base of every error a user may see. ``detail`` says what, where and what to do."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Internal error"

    def __init__(
        self,
        detail: str | None = None,
        *,
        fields: Sequence[FieldError] = (),
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.detail = detail or self.title
        self.fields = tuple(fields)
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})
        super().__init__(self.detail)


class InvalidInput(BehflowError):
    """The input does not fit; ``InvalidInput.of(field, reason)`` names the place."""

    status = 422
    code = "invalid_input"
    title = "The input is not valid"

    @classmethod
    def of(cls, field: str, reason: str) -> InvalidInput:
        return cls(f"{field}: {reason}", fields=[FieldError(field, reason)])


class BadRequest(BehflowError):
    status = 400
    code = "bad_request"
    title = "The request cannot be read"


class Unauthenticated(BehflowError):
    status = 401
    code = "unauthenticated"
    title = "Sign in first"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class Forbidden(BehflowError):
    status = 403
    code = "forbidden"
    title = "You may not do this"


class NotFound(BehflowError):
    """Unknown and not visible are the same answer, to the byte."""

    status = 404
    code = "not_found"
    title = "Not found"


class Conflict(BehflowError):
    status = 409
    code = "conflict"
    title = "This conflicts with what is there"


class StaleVersion(BehflowError):
    """The row changed since it was read; ``extra['current']`` holds it as it is now."""

    status = 412
    code = "stale_version"
    title = "It was changed in the meantime"

    def __init__(self, current: Mapping[str, Any]) -> None:
        super().__init__(
            "It was changed in the meantime. Look at the current state and try again.",
            extra={"current": dict(current)},
        )


class TooLarge(BehflowError):
    status = 413
    code = "too_large"
    title = "The request is too large"


class IdempotencyMismatch(BehflowError):
    status = 422
    code = "idempotency_mismatch"
    title = "This Idempotency-Key was used with another request"


class TooManyRequests(BehflowError):
    status = 429
    code = "too_many_requests"
    title = "Too many attempts"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(max(1, retry_after))})


class Unavailable(BehflowError):
    """The database or another needed part does not answer right now."""

    status = 503
    code = "unavailable"
    title = "Not available right now"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail, headers={"Retry-After": "2"})


class ConfigurationError(BehflowError):
    """A setting cannot be used; shown in one line at start."""

    code = "configuration"
    title = "A setting is wrong"
