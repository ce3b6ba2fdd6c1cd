from __future__ import annotations

from uuid import uuid4

from behflow.actor import Actor
from behflow.auth.session_cache import Known, SessionCache
from tests.accounts import Clock

KNOWN = Known(Actor(uuid4(), (), "rest"), None)


def test_a_session_is_known_for_one_second_from_when_its_reading_began() -> None:
    clock = Clock()
    cache, session_id = SessionCache(clock=clock), uuid4()
    ticket = cache.ticket()
    clock.now += 0.6
    cache.put(session_id, KNOWN, ticket)
    clock.now += 0.3
    assert cache.get(session_id) is KNOWN
    clock.now += 0.1
    assert cache.get(session_id) is None
    assert len(cache) == 0


def test_the_bell_forgets_everything() -> None:
    cache, session_id = SessionCache(clock=Clock()), uuid4()
    cache.put(session_id, KNOWN, cache.ticket())
    cache.clear()
    assert cache.get(session_id) is None


def test_what_was_being_read_while_the_bell_rang_is_not_kept() -> None:
    cache, session_id = SessionCache(clock=Clock()), uuid4()
    ticket = cache.ticket()
    cache.clear()
    cache.put(session_id, KNOWN, ticket)
    assert cache.get(session_id) is None


def test_it_never_holds_more_than_its_limit() -> None:
    cache = SessionCache(limit=10, clock=Clock())
    for _ in range(95):
        cache.put(uuid4(), KNOWN, cache.ticket())
        assert len(cache) <= 10
