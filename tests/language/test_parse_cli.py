"""``behflow parse``."""

from __future__ import annotations

import argparse
import io
import json

import pytest

from behflow.cli.parse import add_parser, predict, run_parse


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["parse", *words])


def case(text: str, **more: object) -> dict[str, object]:
    return {"id": "a", "text": text, "lang": "en", "reference": "2026-11-23T10:00:00", "timezone": "UTC", **more}


def test_a_text_gives_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    args = arguments("pay rent tomorrow 5pm p1", "--now", "2026-11-23T10:00", "--zone", "Europe/Berlin")
    assert run_parse(args) == 0
    out = capsys.readouterr().out
    assert "title        pay rent" in out
    assert "Tue 24 Nov, 17:00" in out
    assert "Urgent" in out


def test_no_text_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_parse(arguments()) == 2
    assert "give a text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--zone", "Mars/Olympus", "No time zone found with key Mars/Olympus"), ("--now", "noon", "Invalid isoformat")],
)
def test_an_option_that_cannot_be_read_is_an_error_in_one_line(
    option: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_parse(arguments("pay rent", option, value)) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_lines_in_lines_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "\n".join(json.dumps(case(text)) for text in ("call at 5 tomorrow", "nothing here"))
    monkeypatch.setattr("sys.stdin", io.StringIO(lines + "\n\n"))
    assert run_parse(arguments("--jsonl")) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["dates"][0]["start"] == "2026-11-24T17:00:00"
    assert first["title"] == "call"
    assert (second["dates"], second["op"]) == ([], "none")


def test_a_repeat_has_its_fields() -> None:
    found = predict(case("water plants every mon, fri at 8pm until dec 31"))["recurrence"]
    assert found == {
        "freq": "weekly", "interval": 1, "byday": ["MO", "FR"], "until": "2026-12-31", "byhour": [20], "byminute": [0],
    }  # fmt: skip


def test_next_occurrence_and_jalali_cases() -> None:
    assert predict(case("every month", kind="next_occurrence", due="2026-01-31"))["next_due"] == "2026-02-28"
    done = case("every 10 days when done", kind="next_occurrence", due="2026-01-01", completed_on="2026-02-01")
    assert predict(done)["next_due"] == "2026-02-11"
    assert predict({"id": "j", "text": "2026-11-23", "kind": "jalali"})["jalali"] == "1405-09-02"


def test_signs_are_part_of_a_prediction() -> None:
    found = predict(case("pay rent p2 #home @errand +Ana {dec 1} for 15min every! 3 days // note"))
    assert (found["priority"], found["project"], found["tags"], found["assignee"]) == (2, "home", ["errand"], "Ana")
    assert (found["deadline"], found["duration_min"], found["description"]) == ("2026-12-01", 15, "note")
    assert found["repeat_from"] == "completion"
