"""S07: thirty ways to forge a token, none of which opens anything."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import uuid4

import httpx
import pytest

from behflow.auth import tokens
from behflow.errors import Unauthenticated
from tests.accounts import KEY, Accounts, bearer

NOW = int(time.time())
SESSION, USER = str(uuid4()), str(uuid4())
HEADER: dict[str, Any] = {"alg": "HS256", "typ": "JWT"}
CLAIMS: dict[str, Any] = {
    "sid": SESSION, "sub": USER, "iat": NOW, "exp": NOW + 3600, "aud": "behflow", "typ": "access",
}  # fmt: skip


def segment(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def forge(
    header: Any = HEADER, claims: Any = CLAIMS, *, key: bytes = KEY, digest: str = "sha256", sign: bool = True
) -> str:
    """A token with anything in it, signed with the server's own key: only what it says can give it away."""
    signed = f"{segment(header)}.{segment(claims)}"
    return f"{signed}.{segment(hmac.digest(key, signed.encode(), digest)) if sign else ''}"


def flipped(token: str) -> str:
    head, _, signature = token.rpartition(".")
    raw = bytearray(urlsafe_b64decode(signature + "="))
    raw[0] ^= 1
    return f"{head}.{segment(bytes(raw))}"


GENUINE = forge()
HEAD, BODY, SIGNATURE = GENUINE.split(".")
PUBLIC = b"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n"


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in CLAIMS.items() if key != name}


VECTORS: dict[str, str] = {
    "alg none without a signature": forge({"alg": "none", "typ": "JWT"}, sign=False),
    "alg None in capitals": forge({"alg": "NONE", "typ": "JWT"}, sign=False),
    "alg none with a signature": forge({"alg": "none", "typ": "JWT"}),
    "alg empty": forge({"alg": "", "typ": "JWT"}),
    "alg missing": forge({"typ": "JWT"}),
    "alg HS512": forge({"alg": "HS512", "typ": "JWT"}, digest="sha512"),
    "alg HS384": forge({"alg": "HS384", "typ": "JWT"}, digest="sha384"),
    "alg RS256 with an HMAC": forge({"alg": "RS256", "typ": "JWT"}),
    "alg EdDSA over a public key as secret": forge({"alg": "HS256", "typ": "JWT"}, key=PUBLIC),
    "alg twice": forge(b'{"alg":"none","alg":"HS256","typ":"JWT"}'),
    "an empty key": forge(key=b""),
    "another key": forge(key=hashlib.sha256(b"guess").digest()),
    "header jwk": forge({**HEADER, "jwk": {"kty": "oct", "k": segment(KEY)}}),
    "header jku": forge({**HEADER, "jku": "https://evil.example/keys"}),
    "header kid": forge({**HEADER, "kid": "../../dev/null"}),
    "header x5u": forge({**HEADER, "x5u": "https://evil.example/cert"}),
    "header crit": forge({**HEADER, "crit": ["exp"]}),
    "header b64 false": forge({**HEADER, "b64": False, "crit": ["b64"]}),
    "header zip": forge({**HEADER, "zip": "DEF"}),
    "header that is a list": forge([HEADER]),
    "signature stripped": f"{HEAD}.{BODY}.",
    "signature and its dot stripped": f"{HEAD}.{BODY}",
    "signature of one bit less": flipped(GENUINE),
    "signature cut short": GENUINE[:-1],
    "signature padded": GENUINE + "=",
    "payload of another token": f"{HEAD}.{segment({**CLAIMS, 'sub': str(uuid4())})}.{SIGNATURE}",
    "four segments": GENUINE + "." + SIGNATURE,
    "a space in front": " " + GENUINE,
    "a letter that is not ASCII": GENUINE[:-1] + "\u0660",
    "exp in the past": forge(claims={**CLAIMS, "exp": NOW - 1, "iat": NOW - 3600}),
    "exp missing": forge(claims=without("exp")),
    "exp null": forge(claims={**CLAIMS, "exp": None}),
    "exp text": forge(claims={**CLAIMS, "exp": str(NOW + 3600)}),
    "exp NaN": forge(claims={**CLAIMS, "exp": float("nan")}),
    "exp infinite": forge(claims={**CLAIMS, "exp": float("inf")}),
    "exp of a thousand years": forge(claims={**CLAIMS, "exp": NOW + 10**11}),
    "exp of 10^400": forge(claims=json.dumps(CLAIMS).replace(str(NOW + 3600), "1" + "0" * 400).encode()),
    "iat missing": forge(claims=without("iat")),
    "iat behind exp": forge(claims={**CLAIMS, "iat": NOW + 7200}),
    "iat true": forge(claims={**CLAIMS, "iat": True}),
    "nbf in the future": forge(claims={**CLAIMS, "nbf": NOW + 1800}),
    "aud of another program": forge(claims={**CLAIMS, "aud": "elsewhere"}),
    "aud a list": forge(claims={**CLAIMS, "aud": ["behflow", "elsewhere"]}),
    "aud missing": forge(claims=without("aud")),
    "typ of another purpose": forge(claims={**CLAIMS, "typ": "invite"}),
    "typ missing": forge(claims=without("typ")),
    "sid missing": forge(claims=without("sid")),
    "sid not an id": forge(claims={**CLAIMS, "sid": "' OR 1=1 --"}),
    "sid in another spelling": forge(claims={**CLAIMS, "sid": f"urn:uuid:{SESSION}"}),
    "sub a number": forge(claims={**CLAIMS, "sub": 1}),
    "sub missing": forge(claims=without("sub")),
    "a claim more": forge(claims={**CLAIMS, "is_admin": True}),
    "a claim twice": forge(claims=json.dumps(CLAIMS)[:-1].encode() + b', "sub": "' + USER.encode() + b'"}'),
    "claims that are a list": forge(claims=[CLAIMS]),
    "claims that are no JSON": forge(claims=b"{"),
    "claims that are no UTF-8": forge(claims=b"\xff\xfe"),
    "claims nested a thousand deep": forge(claims=b"[" * 1000 + b"]" * 1000),
    "empty": "",
    "only dots": "..",
    "a megabyte": forge(claims={**CLAIMS, "x": "a" * 2**20}),
    "over 4 KiB": forge(claims={**CLAIMS, "x": "a" * 4096}),
}


def test_the_forger_can_make_a_genuine_token() -> None:
    assert tokens.read(GENUINE, KEY, now=NOW).expires_at == NOW + 3600


def test_there_are_at_least_thirty_vectors() -> None:
    assert len(VECTORS) >= 30


@pytest.mark.parametrize("name", VECTORS)
def test_no_forged_token_is_read(name: str) -> None:
    with pytest.raises(Unauthenticated):
        tokens.read(VECTORS[name], KEY, now=NOW)


@pytest.mark.parametrize("name", ["a megabyte", "over 4 KiB"])
def test_a_token_over_4_kib_is_refused_before_it_is_decoded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(*_: Any, **__: Any) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("jwt.decode", decode)
    with pytest.raises(Unauthenticated):
        tokens.read(VECTORS[name], KEY, now=NOW)


async def test_a_perfect_token_without_a_session_row_opens_nothing(accounts: Accounts) -> None:
    with pytest.raises(Unauthenticated):
        await accounts.authenticator.actor(GENUINE)


async def test_the_session_of_one_user_is_no_session_of_another(accounts: Accounts) -> None:
    ada, bob = await accounts.register("ada"), await accounts.register("bob")
    session_id = (await accounts.actor(ada)).session_id
    assert session_id is not None
    mixed = tokens.issue(session_id, bob.user["id"], KEY, issued_at=NOW, expires_at=NOW + 3600)
    with pytest.raises(Unauthenticated):
        await accounts.authenticator.actor(mixed)


async def test_every_vector_is_answered_with_401_at_the_door(
    door: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for name, token in VECTORS.items():
        with subtests.test(name):
            header = {"Authorization": b"Bearer " + token.encode()}
            response = await door.get("/me", headers=header)  # type: ignore[arg-type]
            assert response.status_code == 401
            assert response.json()["code"] == "unauthenticated"
            assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YWRhOmFkYQ==", "bearer: x", "Token x", GENUINE, f"Bearer {GENUINE} x"]
)
async def test_other_authorization_headers_open_nothing(door: httpx.AsyncClient, header: str) -> None:
    assert (await door.get("/me", headers={"Authorization": header})).status_code == 401


async def test_a_token_in_the_url_or_a_cookie_opens_nothing(accounts: Accounts, door: httpx.AsyncClient) -> None:
    token = (await accounts.register()).token
    assert (await door.get("/me", headers=bearer(token))).status_code == 200
    assert (await door.get(f"/me?token={token}&access_token={token}")).status_code == 401
    assert (await door.get("/me", headers={"Cookie": f"token={token}; behflow_bind={token}"})).status_code == 401
