"""How often passwords may be tried. Counted in transactions of their own, so that no rollback forgets an attempt."""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass
from hashlib import sha256

from behflow.auth.usernames import username_key
from behflow.database.engine import Database, Session
from behflow.errors import TooManyRequests

WINDOW = dt.timedelta(minutes=15)
PER_ACCOUNT = 10
PER_ADDRESS = 50


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is counted, and how many attempts fit into one window."""

    key: str
    limit: int


def account_bucket(username: str) -> Bucket:
    """Attempts for one username, whether it exists or not; hashed, since people type passwords into this field."""
    return Bucket("account:" + sha256(username_key(username).encode()).hexdigest(), PER_ACCOUNT)


def address_bucket(address: str, purpose: str = "address") -> Bucket:
    """Attempts from one address; of IPv6 the /64 counts, since one customer has all of it."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return Bucket(f"{purpose}:{address[:64]}", PER_ADDRESS)
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        parsed = mapped or ipaddress.IPv6Network((parsed, 64), strict=False).network_address
    return Bucket(f"{purpose}:{parsed}", PER_ADDRESS)


# A full bucket is left alone: attempts that are refused do not make the wait longer.
_TAKE = """
INSERT INTO login_attempts AS a (bucket, attempts, window_ends_at) VALUES ($1, 1, now() + $3::interval)
ON CONFLICT (bucket) DO UPDATE SET
    attempts = CASE WHEN a.window_ends_at <= now() THEN 1 ELSE a.attempts + 1 END,
    window_ends_at = CASE WHEN a.window_ends_at <= now() THEN EXCLUDED.window_ends_at ELSE a.window_ends_at END
WHERE a.attempts < $2 OR a.window_ends_at <= now()
RETURNING true
"""
_WAIT = "SELECT ceil(extract(epoch FROM window_ends_at - now()))::int FROM login_attempts WHERE bucket = $1"
_GIVE_BACK = "UPDATE login_attempts SET attempts = greatest(attempts - 1, 0) WHERE bucket = $1"
_FORGET = "DELETE FROM login_attempts WHERE bucket = $1"


async def take(database: Database, *buckets: Bucket) -> None:
    """Count one attempt in each bucket, for good. Raises TooManyRequests when one of them is full.

    Give the address first and the account second: one order for all, so that no two attempts wait for each other.
    """
    wait: int | None = None
    async with database.transaction() as session:
        for bucket in buckets:
            if not await session.raw.fetchval(_TAKE, bucket.key, bucket.limit, WINDOW):
                wait = await session.raw.fetchval(_WAIT, bucket.key) or 1
                break
    if wait is not None:
        minutes = -(-wait // 60)
        raise TooManyRequests(f"Too many attempts. Try again in {minutes} minute{'s' * (minutes != 1)}.", wait)


async def give_back(session: Session, bucket: Bucket) -> None:
    """One attempt less: it was a right one."""
    await session.raw.execute(_GIVE_BACK, bucket.key)


async def succeeded(session: Session, address: Bucket, account: Bucket) -> None:
    """The password was right: the account starts afresh, the address gets back this one attempt and no more."""
    await give_back(session, address)
    await session.raw.execute(_FORGET, account.key)
