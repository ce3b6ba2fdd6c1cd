"""One place that turns errors into problem+json (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import asyncpg
import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from behflow.api.deps import Replayed
from behflow.errors import BadRequest, BehflowError, Conflict, FieldError, InvalidInput, NotFound, TooLarge, Unavailable

PROBLEM = "application/problem+json"
LONGEST_REASON = 300
BODY_LIMIT = 1024 * 1024
"""Bytes of a request's body."""

log = logging.getLogger("behflow.api")


def problem(error: BehflowError, request_id: str) -> Response:
    """The answer to an error."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": error.title,
        "status": error.status,
        "code": error.code,
        "detail": error.detail,
        "request_id": request_id,
    }
    if error.fields:
        body["errors"] = [{"field": f.field, "reason": f.reason} for f in error.fields]
    body |= error.extra
    return Response(orjson.dumps(body), error.status, error.headers, PROBLEM)


_NO_FIELDS = frozenset({"body", "query", "path", "header", "datetime"})


def _name(error: Mapping[str, Any]) -> str:
    # Where several forms are accepted, pydantic puts the name of the form into the place; that is not a field.
    parts = [str(p) for p in error["loc"] if p not in _NO_FIELDS and "[" not in str(p)]
    if error["type"] == "text_fault" and error["ctx"]["field"]:
        parts.append(error["ctx"]["field"])
    return ".".join(parts)[:LONGEST_REASON].encode(errors="replace").decode() or "body"


def _reason(error: Mapping[str, Any]) -> str:
    return str(error["msg"]).removeprefix("Value error, ")[:LONGEST_REASON].encode(errors="replace").decode()


def invalid(error: RequestValidationError) -> BehflowError:
    """The field and the reason of everything that does not fit."""
    faults = error.errors()
    if any(f["loc"][:1] == ("path",) for f in faults):
        return NotFound("Not found.")
    if any(f["type"] == "json_invalid" for f in faults):
        return BadRequest("The body is not valid JSON.")
    fields = [FieldError(_name(f), _reason(f)) for f in faults[:20]]
    return InvalidInput("; ".join(f"{f.field}: {f.reason}" for f in fields), fields=fields)


def body_too_large() -> TooLarge:
    """The answer to a body over the cap."""
    return TooLarge(f"The body may have at most {BODY_LIMIT} bytes.")


def _of_http(error: HTTPException) -> BehflowError:
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return body_too_large()
    if error.status_code == HTTPStatus.NOT_FOUND:
        return NotFound("Not found.")

    class Http(BehflowError):
        status = error.status_code
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
        title = HTTPStatus(error.status_code).phrase

    return Http(str(error.detail), headers=error.headers)


def _of_database(error: BaseException) -> BehflowError | None:
    """Faults of the database that are not ours: too slow, too many, or data it cannot hold."""
    if isinstance(error, DBAPIError):
        error = error.orig.__cause__ or error if error.orig is not None else error
    if isinstance(error, asyncpg.QueryCanceledError | asyncpg.LockNotAvailableError | asyncpg.DeadlockDetectedError):
        return Unavailable("The database was too busy for this request. Try again in a moment.")
    if isinstance(error, asyncpg.InsufficientResourcesError):
        return Unavailable("The database is out of space or memory; nothing was changed. Free some and try again.")
    if isinstance(error, asyncpg.ForeignKeyViolationError | asyncpg.UniqueViolationError):
        return Conflict("Something that this refers to was changed at the same moment. Look at it and try again.")
    if isinstance(error, asyncpg.DataError):
        return InvalidInput("The database cannot hold one of these values.")
    return None


def request_id_of(request: Request) -> str:
    """The id that the log lines of this request carry."""
    found: str = request.scope.get("request_id", "")
    return found


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(BehflowError)
    async def _behflow(request: Request, error: BehflowError) -> Response:
        return problem(error, request_id_of(request))

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> Response:
        return problem(invalid(error), request_id_of(request))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problem(_of_http(error), request_id_of(request))

    @app.exception_handler(Replayed)
    async def _replayed(_request: Request, error: Replayed) -> Response:
        return error.response

    @app.exception_handler(asyncpg.PostgresError)
    @app.exception_handler(DBAPIError)
    async def _database(request: Request, error: Exception) -> Response:
        known = _of_database(error)
        if known is None:
            return unexpected(request.scope, error)
        return problem(known, request_id_of(request))


def unexpected(scope: Mapping[str, Any], error: BaseException) -> Response:
    """The answer to a fault of ours: logged whole, told without details."""
    request_id = scope.get("request_id", "")
    log.error("Unexpected error", exc_info=error, extra={"request_id": request_id, "path": scope.get("path", "")})
    return problem(BehflowError("Something went wrong on our side. It has been logged."), request_id)
