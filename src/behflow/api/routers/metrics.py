"""The numbers of this process for Prometheus."""

from __future__ import annotations

import hmac

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from behflow import telemetry
from behflow.api.deps import AnonymousDep
from behflow.errors import NotFound, Unauthenticated

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(anonymous: AnonymousDep) -> Response:
    """Numbers for Prometheus, for who sends BEHFLOW_METRICS_TOKEN as a bearer token. 404 when none is set."""
    token = anonymous.settings.metrics_token
    if token is None:
        raise NotFound("Not found.")
    given = anonymous.request.headers.get("authorization", "").encode()
    if not hmac.compare_digest(given, b"Bearer " + token.get_secret_value().encode()):
        raise Unauthenticated("Send BEHFLOW_METRICS_TOKEN as 'Authorization: Bearer ...'.")
    return Response(telemetry.metrics(), media_type=CONTENT_TYPE_LATEST)
