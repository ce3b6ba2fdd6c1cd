"""Which task is meant: exact title, then its beginning, then all of its words, then nearly its words. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from behflow.agent.foreign import foreign
from behflow.agent.matching import best, parts_of, variants
from behflow.agent.state import Code, Json, Memory
from behflow.agent.texts import Words
from behflow.agent.tools.reading import Reader
from behflow.agent.tools.refusal import Refusal
from behflow.agent.tools.schemas import SEVERAL, Order, Where, Which
from behflow.chat.schemas import PROPOSAL_LIMIT
from behflow.database.pagination import PAGE_LIMIT
from behflow.errors import NotFound
from behflow.tasks.projects import ProjectService
from behflow.tasks.schemas import TaskQuery
from behflow.tasks.service import TaskService

Wanted = Literal["open", "completed"]

CANDIDATES = 8
FOUND_LIMIT = 50
SCAN = 1_000
"""Open tasks whose names are compared when no words match, newest first."""
ALL_LIMIT = PROPOSAL_LIMIT + 1
COUNTED = 10_000
_SORTS: dict[Order, str] = {"due": "due", "priority": "priority", "newest": "-created", "oldest": "created"}
_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_STATUS = {"open": ("not_started", "in_progress", "blocked"), "completed": ("completed",)}


def candidates(tasks: Sequence[Mapping[str, Any]], words: Words) -> list[Json]:
    """Tasks as buttons: equal names get their date, and a number when that does not tell them apart either."""
    names = [task["name"] for task in tasks]
    shown: list[Json] = []
    used: set[str] = set()
    for task in tasks[:CANDIDATES]:
        name = task["name"]
        if names.count(name) > 1:
            name += f" ({words.due(task['due']) if task['due'] else words.say('no_due')})"
        number = 2
        plain = name
        while name in used:
            name, number = f"{plain} #{number}", number + 1
        used.add(name)
        shown.append({"task_id": task["id"], "name": name})
    return shown


class References:
    """Finds tasks by how they were spoken of, among those the caller may see."""

    def __init__(self, tasks: TaskService, memory: Memory, reader: Reader) -> None:
        self.tasks = tasks
        self.memory = memory
        self.reader = reader
        self.foreign = False
        """True when tasks were meant that are in others' words: whatever is said of them may repeat these."""

    async def resolve(self, which: Which, wanted: Wanted = "open", *, certain: bool = False) -> list[Json]:
        """The tasks that are meant, as shown. ``certain``: a name that is only nearly right is asked back.

        Raises Refusal with candidates when it is not clear which.
        """
        found = await self._resolve(which, wanted, certain)
        self.foreign = self.foreign or foreign(found, self.tasks.actor)
        return found

    async def _resolve(self, which: Which, wanted: Wanted, certain: bool) -> list[Json]:
        if which.tasks:
            named = [await self._by_text(said, wanted, certain) for said in which.tasks]
            return list({task["id"]: task for task in named}.values())
        if which.task is not None:
            return await self._named(which.task, wanted, certain)
        if which.ordinal is not None:
            return await self._by_place(which.ordinal)
        filtered = bool(which.model_fields_set & set(Where.model_fields))
        if which.last and not (which.all and filtered):
            ids = self.memory.touched or self.memory.listed
            if not ids:
                raise Refusal("not_found", "no_it")
            found = await self._several(ids)
        elif which.all or filtered:
            if which.where_status is None and wanted == "completed":
                which = which.model_copy(update={"where_status": "completed"})
            found, _ = await self.matching(which, ALL_LIMIT)
        else:
            raise Refusal("not_found", "no_it")
        if not found:
            raise Refusal("not_found", "no_match")
        if len(found) > 1 and not which.all:
            raise self._unclear("ambiguous", "which_it", "", found)
        return found

    async def _named(self, said: str, wanted: Wanted, certain: bool) -> list[Json]:
        """One task by words; when there is none, "rent and milk" may be two of which each is there for certain."""
        try:
            return [await self._by_text(said, wanted, certain)]
        except Refusal as refusal:
            parts = parts_of(said)
            if refusal.code != "not_found" or not 1 < len(parts) <= SEVERAL:
                raise
            try:
                named = [await self._by_text(part, wanted, True) for part in parts]
            except Refusal:
                raise refusal from None
            return list({task["id"]: task for task in named}.values())

    async def _by_place(self, ordinal: int) -> list[Json]:
        listed = self.memory.listed
        place = ordinal - 1 if ordinal > 0 else ordinal
        if ordinal == 0 or not -len(listed) <= place < len(listed):
            raise Refusal("not_found", "no_list")
        found = await self._several([listed[place]])
        if not found:
            raise Refusal("not_found", "no_match")
        return found

    async def matching(self, where: Where, limit: int, order: Order = "due") -> tuple[list[Json], bool]:
        """Tasks that a filter matches, in an order, and whether there are more. Raises Refusal."""
        given = await self._query(where)
        given["sort"] = "-completed" if where.where_status == "completed" and order == "due" else _SORTS[order]
        if where.where_no_date:
            given["sort"] = "-created" if order == "due" else given["sort"]
            found = [task for task in await self.pages(given, SCAN) if task["due"] is None]
        else:
            found = await self.pages(given, limit + 1)
        return found[:limit], len(found) > limit

    async def count(self, where: Where) -> int:
        """How many tasks a filter matches, counted up to 10,000. Raises Refusal."""
        if where.where_no_date or where.where_text is not None:
            return len((await self.matching(where, SCAN))[0])
        return await self.tasks.count(TaskQuery.model_validate(await self._query(where)), COUNTED)

    async def search(self, said: str, limit: int) -> tuple[list[Json], bool]:
        """Tasks with these words in title or description, the best titles first; else open ones named nearly so."""
        for variant in variants(said):
            found = await self.pages({"q": variant, "sort": "-created"}, SCAN)
            if found:
                first, _ = best(variant, found)
                ids = {task["id"] for task in first}
                ranked = first + [task for task in found if task["id"] not in ids]
                return ranked[:limit], len(ranked) > limit
        nearly, _ = await self._search(said, "open")
        return nearly[:limit], len(nearly) > limit

    async def _query(self, where: Where) -> Json:
        where = await self._meant(where)
        given = self.reader.filter(where)
        if where.where_project is not None:
            given["project"] = await self._project(where.where_project)
        return given

    async def _meant(self, where: Where) -> Where:
        """ "shopping tasks", "everything in Work": a word that is the name of a project or a tag means that."""
        name = (where.where_text or where.where_project or "").removeprefix("#").strip()
        if not name or where.where_tag is not None or (where.where_text and where.where_project):
            return where
        if await ProjectService(self.tasks.session, self.tasks.actor).find(name) is not None:
            return where.model_copy(update={"where_text": None, "where_project": name})
        if " " not in name and name.lower() not in ("inbox",) and await self.pages({"tag": name}, 1):
            return where.model_copy(update={"where_text": None, "where_project": None, "where_tag": name})
        return where

    async def _project(self, name: str) -> UUID | Literal["inbox"]:
        if name.lower() in ("inbox", "صندوق ورودی"):
            return "inbox"
        project = await ProjectService(self.tasks.session, self.tasks.actor).find(name.removeprefix("#"))
        if project is None:
            raise Refusal("not_found", "not_found_project", name)
        return project

    async def _several(self, ids: Iterable[str]) -> list[Json]:
        """Tasks by id in the given order; those that are gone or not the caller's are left out."""
        found = []
        for task_id in ids:
            try:
                found.append(await self.tasks.get(UUID(task_id)))
            except NotFound:
                continue
        return [task for task in found if task["deleted_at"] is None]

    async def _by_text(self, said: str, wanted: Wanted, certain: bool) -> Json:
        if _ID.fullmatch(said.strip()):
            named = await self._several([said.strip()])
            if not named:
                raise Refusal("not_found", "no_match")
            return named[0]
        order: tuple[Wanted, Wanted] = ("open", "completed") if wanted == "open" else ("completed", "open")
        for status in order:
            found, nearly = await self._search(said, status)
            if len(found) == 1 and not (nearly and certain):
                return found[0]
            if found:
                raise self._unclear(*(("not_found", "not_found") if nearly else ("ambiguous", "which")), said, found)
        raise Refusal("not_found", "not_found", said)

    def _unclear(self, code: Code, key: str, said: str, found: Sequence[Json]) -> Refusal:
        shown = candidates(found, self.reader.words)
        key = "which_more" if key == "which" and len(found) > len(shown) else key
        return Refusal(code, key, said, shown, foreign=foreign(found, self.tasks.actor))

    async def _search(self, said: str, status: Wanted) -> tuple[list[Json], bool]:
        versions = variants(said)
        for variant in versions:
            query = {"status": _STATUS[status], "q": variant[:500], "sort": "due", "limit": FOUND_LIMIT}
            tasks, _ = await self.tasks.list(TaskQuery.model_validate(query))
            found, nearly = best(variant, tasks)
            if found and not nearly:
                return found, False
        if not versions or status != "open":
            return [], True
        # The index knows words by their beginnings, as they are written; for typos the names themselves are compared.
        newest = await self.pages({"status": _STATUS["open"], "sort": "-created"}, SCAN)
        return best(versions[-1], newest)

    async def pages(self, query: Mapping[str, Any], most: int) -> list[Json]:
        """Up to ``most`` tasks of a query, or a few more, over as many pages as it takes."""
        tasks: list[Json] = []
        cursor = None
        while len(tasks) < most:
            wanted = {**query, "limit": min(PAGE_LIMIT, most), "cursor": cursor}
            page, cursor = await self.tasks.list(TaskQuery.model_validate(wanted))
            tasks += page
            if cursor is None:
                break
        return tasks


def ids_of(tasks: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The ids of tasks as shown."""
    return tuple(task["id"] for task in tasks)
