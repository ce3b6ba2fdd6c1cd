"""The dialogues of ``behflow eval`` are what they should be, and the chat changes nothing that they do not ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import ConfigurationError
from behflow.evaluation import report
from behflow.evaluation.judging import Turn, judge
from behflow.evaluation.running import baseline, run
from behflow.evaluation.suite import Dialogue, Difference, Pick, Told, load
from behflow.evaluation.worlds import State, make, read

ALL = load()
SAMPLE = ALL[::5]
"""Every fifth dialogue: all kinds, both languages."""


def test_there_are_enough_dialogues_of_every_kind_in_both_languages() -> None:
    assert len(ALL) >= 300
    kinds = {language: {d.kind for d in ALL if d.world.language == language} for language in ("en", "fa")}
    assert kinds["en"] == kinds["fa"]
    persian = sum(d.world.language == "fa" for d in ALL) / len(ALL)
    assert 0.35 <= persian <= 0.5


@pytest.mark.parametrize("dialogue", ALL, ids=lambda d: d.name)
def test_a_dialogue_speaks_only_of_what_is_in_its_world(dialogue: Dialogue) -> None:
    titles = [task.title for task in dialogue.world.tasks]
    assert len(titles) == len(set(titles))
    for difference in dialogue.told.after:
        assert difference.task is None or difference.task in titles
        assert sum(x is not None for x in _subjects(difference)) == 1
    assert all(1 <= turn <= len(dialogue.told.say) for turn in dialogue.told.must_ask)
    assert all(said.pick in titles for said in dialogue.told.say if isinstance(said, Pick))


def _subjects(difference: Difference) -> tuple[object, ...]:
    return difference.task, difference.new, difference.remembered, difference.automation


def test_a_file_with_a_field_that_nobody_knows_is_named(tmp_path: Path) -> None:
    (tmp_path / "worlds.toml").write_text('[w]\nlanguage = "en"\nzone = "UTC"\nprojects = []\ntasks = []\n')
    (tmp_path / "x.toml").write_text(
        'kind = "x"\nworld = "w"\n[[dialogue]]\nsay = ["hi"]\nafter = []\nmust_aks = [1]\n'
    )
    with pytest.raises(ConfigurationError, match="must_aks"):
        load(tmp_path)


async def test_the_built_in_engine_changes_nothing_that_was_not_asked_for(
    database: Database, settings: Settings
) -> None:
    verdicts = await run(database, settings, SAMPLE)
    found = report.figures(verdicts)
    assert {v.dialogue.name: v.unwanted for v in verdicts if v.unwanted} == {}
    assert found["end_state"] >= 0.9
    assert found["asks"] >= 0.9
    assert (found["tokens"], found["cost"]) == (0, 0)


async def test_doing_nothing_is_right_only_where_nothing_is_to_be_done(database: Database) -> None:
    for verdict in await baseline(database, SAMPLE):
        told = verdict.dialogue.told
        assert verdict.right == (not told.after and not told.says)
        assert not any(verdict.asks)
        assert verdict.unwanted == ()


async def test_a_change_that_nobody_asked_for_is_seen(database: Database) -> None:
    dialogue = Dialogue("x:1", "x", ALL[0].world.model_copy(update={"tasks": []}), Told(say=["hello"], after=[]))
    other = next(d for d in ALL if d.world.tasks)
    before = await read(database, await make(database, other.world))
    harmed = dict(list(before.tasks.items())[1:])
    quiet = Dialogue("x:2", "x", other.world, Told(say=["hello"], after=[]))
    assert judge(quiet, before, before, [Turn("hello")]).right
    assert judge(quiet, before, State(harmed), [Turn("hello")]).unwanted
    assert judge(dialogue, State(), State(before.tasks), [Turn("hello")]).unwanted
    asking = Dialogue("x:3", "x", other.world, Told(say=["delete all"], after=[], must_ask=[1]))
    assert judge(asking, before, before, [Turn("delete all", changed=True)]).unwanted
    assert judge(asking, before, before, [Turn("delete all", asked=True)]).asks == (True,)


def test_the_table_has_a_line_for_doing_nothing_and_one_for_each_kind() -> None:
    verdicts = [judge(d, State(), State(), [Turn("x", ms=2.0, cost=None)]) for d in ALL if not d.told.must_ask][:40]
    lines = report.table("built-in", verdicts, verdicts).splitlines()
    assert lines[1].startswith("built-in")
    assert "?" in lines[1]
    assert lines[2].startswith("doing nothing")
    assert any(line.startswith("add ") for line in lines)
