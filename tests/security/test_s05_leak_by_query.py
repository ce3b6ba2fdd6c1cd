"""S05: whatever is filtered, sorted and searched for, only own rows come back, and they are the right ones."""

from __future__ import annotations

import random

from tests.client import Api
from tests.signed_in import api, other

__all__ = ["api", "other"]

WORDS = ("secret", "plan", "rent", "' OR 1=1--", "%", "_", "*", "plan:*", "secret | rent", "!", "\\", "خرید")
FILTERS = (
    "all", "!done", "done | all", "today, overdue, no date", "#Home", "##Home", "#*", "!#Home", "@a | !@b", "@*",
    "search: secret", "!search: nothing", "search: plan:* | p1", "added by: kian", "added by: others", "!added by: me",
    "assigned to: *", "shared", "subtask | p1 | !p1", '#"Home\' OR 1=1--"', "#%", "@_", "created after: 2020-01-01",
    "deadline before: 2200-01-01 | no deadline",
)  # fmt: skip
CHOICES: dict[str, tuple[str, ...]] = {
    "status": ("not_started", "completed", "in_progress,blocked", "not_started,in_progress,blocked"),
    "priority": ("low", "urgent,high"),
    "tag": ("a", "b", "@a", "zzz"),
    "due_from": ("2026-11-01", "2026-11-24"),
    "due_to": ("2026-11-24", "2026-12-31"),
    "overdue": ("true", "false"),
    "q": WORDS,
    "filter": FILTERS,
    "deleted": ("true", "false"),
    "project": ("inbox", "{own}", "{theirs}"),
    "parent": ("{own_task}", "{their_task}"),
    "sort": ("created", "-created", "due", "priority", "position", "-completed"),
    "limit": ("1", "3", "200"),
}


async def _fill(user: Api, chance: random.Random) -> tuple[str, str, set[str]]:
    project = await user.post("/api/v1/projects", {"name": "Home"})
    ids: set[str] = set()
    for number in range(12):
        task = await user.task(
            f"secret plan {number} rent خرید",
            status=chance.choice(("not_started", "completed", "in_progress", "blocked")),
            priority=chance.choice(("low", "medium", "high", "urgent")),
            tags=chance.sample(("a", "b", "c"), chance.randint(0, 3)),
            due=chance.choice((None, "2026-11-20", "2026-11-24", "2026-12-24T09:00")),
            project_id=chance.choice((None, project["id"])),
            parent_id=chance.choice((None, *sorted(ids)[:1])),
        )
        ids.add(task["id"])
    await user.call("DELETE", f"/api/v1/tasks/{sorted(ids)[-1]}")
    return project["id"], sorted(ids)[0], ids


async def test_no_query_shows_a_foreign_task(api: Api, other: Api) -> None:
    chance = random.Random(11)
    own, own_task, mine = await _fill(api, chance)
    theirs, their_task, _ = await _fill(other, chance)
    names = {"{own}": own, "{theirs}": theirs, "{own_task}": own_task, "{their_task}": their_task}
    shown = 0
    for _ in range(250):
        chosen = chance.sample(sorted(CHOICES), chance.randint(0, 5))
        query = {n: chance.choice(CHOICES[n]) for n in chosen}
        query = {n: names.get(v, v) for n, v in query.items()}
        response = await api.call("GET", "/api/v1/tasks", params=query)
        assert response.status_code == 200, query
        found = {t["id"] for t in response.json()["tasks"]}
        assert found <= mine, query
        if theirs in query.values() or their_task in query.values():
            assert not found
        shown += len(found)
    assert shown > 100


async def test_a_cursor_of_somebody_else_shows_only_own_tasks(api: Api, other: Api) -> None:
    chance = random.Random(12)
    _, _, mine = await _fill(api, chance)
    await _fill(other, chance)
    for sort in CHOICES["sort"]:
        cursor = (await other.get(f"/api/v1/tasks?sort={sort}&limit=1"))["next_cursor"]
        response = await api.call("GET", "/api/v1/tasks", params={"sort": sort, "cursor": cursor, "limit": "200"})
        assert response.status_code == 200
        assert {t["id"] for t in response.json()["tasks"]} <= mine


async def test_a_name_that_somebody_else_has_is_answered_like_one_that_nobody_has(api: Api, other: Api) -> None:
    await _fill(other, random.Random(14))
    await _fill(api, random.Random(15))
    for known, unknown in (("#Home & added by: kian", "#Home & added by: zzzz"), ("added by: k*", "added by: z*")):
        answers = [await api.call("GET", "/api/v1/tasks", params={"filter": text}) for text in (known, unknown)]
        assert [a.status_code for a in answers] == [200, 200]
        assert answers[0].content == answers[1].content
        checked = [await api.post("/api/v1/filters/check", {"query": text}) for text in (known, unknown)]
        assert [c["count"] for c in checked] == [0, 0]


async def test_counts_do_not_tell_of_foreign_tasks(api: Api, other: Api) -> None:
    await _fill(other, random.Random(13))
    assert await api.get("/api/v1/tags") == {"tags": []}
    assert await api.get("/api/v1/projects") == {"projects": []}
    assert await api.get("/api/v1/filters") == {"filters": []}
    nothing = {"count": 0, "more": False, "error": None}
    for text in FILTERS:
        checked = await api.post("/api/v1/filters/check", {"query": text})
        assert {**checked, "lists": None} == {**nothing, "lists": None}, text
    preview = await api.post("/api/v1/parse", {"text": "x #Home"})
    assert [c["new"] for c in preview["chips"]] == [True]
