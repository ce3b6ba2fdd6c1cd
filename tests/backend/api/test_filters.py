"""Filters over HTTP: lists, problems that name the character, saved filters from making to the end."""

from __future__ import annotations

from behflow.tasks.filter_schemas import FilterChecked, FilterList, FilterOut
from tests.client import Api
from tests.signed_in import api

__all__ = ["api"]


async def names(api: Api, **query: str) -> list[str]:
    response = await api.call("GET", "/api/v1/tasks", params=query)
    assert response.status_code == 200, response.text
    return [t["name"] for t in response.json()["tasks"]]


async def test_tasks_are_listed_by_a_filter_with_an_order_and_pages(api: Api) -> None:
    project = await api.post("/api/v1/projects", {"name": "Work"})
    await api.task("b", project_id=project["id"], priority="high")
    await api.task("a", project_id=project["id"], priority="urgent")
    await api.task("waiting", project_id=project["id"], tags=["waiting"])
    await api.task("elsewhere")
    text = "#work & !@waiting"
    assert await names(api, filter=text, sort="priority") == ["a", "b"]
    first = (await api.call("GET", "/api/v1/tasks", params={"filter": text, "limit": "1"})).json()
    assert [t["name"] for t in first["tasks"]] == ["a"]
    assert await names(api, filter=text, limit="1", cursor=first["next_cursor"]) == ["b"]
    assert await names(api, filter=text, priority="high") == ["b"]
    assert await names(api, filter=text, q="a") == ["a"]


async def test_a_filter_that_cannot_be_read_is_a_problem_that_names_the_character(api: Api) -> None:
    response = await api.call("GET", "/api/v1/tasks", params={"filter": "today & (p1"})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == "invalid_input"
    assert problem["position"] == 8
    assert problem["errors"] == [{"field": "filter", "reason": "The “(” at character 9 is never closed; add a “)”."}]
    assert (await api.call("GET", "/api/v1/tasks", params={"filter": "p1 " * 400})).status_code == 422
    assert (await api.call("GET", "/api/v1/tasks", params={"filter": ""})).status_code == 422


async def test_a_saved_filter_lives_from_making_to_the_end(api: Api) -> None:
    response = await api.call("POST", "/api/v1/filters", {"name": "My day", "query": "today, overdue"})
    assert response.status_code == 201
    made = response.json()
    path = response.headers["location"]
    assert path == f"/api/v1/filters/{made['id']}"
    assert response.headers["etag"] == '"1"'
    assert await api.get(path) == made
    assert await api.get("/api/v1/filters") == {"filters": [made]}
    for model, answer in ((FilterOut, made), (FilterList, {"filters": [made]})):
        assert set(model.model_validate(answer).model_dump()) == set(answer)
    changed = await api.call("PATCH", path, {"query": "p1"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["lists"]) == (200, ["p1"])
    stale = await api.call("PATCH", path, {"query": "p2"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["current"]["query"]) == (412, "p1")
    bad = await api.call("PATCH", path, {"query": "p1 &"})
    assert (bad.status_code, bad.json()["position"], bad.json()["errors"][0]["field"]) == (422, 3, "query")
    assert (await api.call("POST", "/api/v1/filters", {"name": "MY DAY", "query": "p1"})).status_code == 409
    gone = await api.call("DELETE", path)
    assert (gone.status_code, await api.get("/api/v1/filters")) == (200, {"filters": []})
    assert (await api.call("GET", path)).status_code == 404
    await api.post("/api/v1/undo", {"turn_id": gone.headers["behflow-turn"]})
    assert (await api.get(path))["query"] == "p1"


async def test_a_filter_being_typed_is_answered_with_its_count_or_its_fault(api: Api) -> None:
    await api.task("a", priority="urgent")
    good = await api.post("/api/v1/filters/check", {"query": "p1, p2"})
    assert good == {"count": 1, "more": False, "lists": ["p1", "p2"], "error": None}
    bad = await api.post("/api/v1/filters/check", {"query": "p1 | nonsense"})
    assert (bad["count"], bad["error"]["position"]) == (0, 5)
    for answer in (good, bad):
        FilterChecked.model_validate(answer)


async def test_dates_are_read_where_the_user_is(api: Api) -> None:
    await api.call("PATCH", "/me", {"timezone": "Pacific/Kiritimati"})
    line = await api.post("/api/v1/tasks/quick", {"text": "water the plants today"})
    assert await names(api, filter="today") == ["water the plants"]
    await api.call("PATCH", "/me", {"timezone": "Pacific/Pago_Pago"})  # a whole day behind
    assert line["tasks"][0]["due"]["date"]
    assert await names(api, filter="tomorrow | date after: tomorrow") == ["water the plants"]
