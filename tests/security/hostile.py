# ruff: noqa: E501 (a table of values)
"""Values that break naive servers, and the addresses they are sent to."""

from __future__ import annotations

from typing import Any

RAW: tuple[str, ...] = (
    # JSON texts as they go over the wire, since no JSON library would write some of them.
    "null", "true", "false", "0", "-1", "1", "1.5", "-0.0", "1e308", "1e999", "-1e999", "NaN", "Infinity", "-Infinity",
    "1000000000000000000000000000000", "-1000000000000000000000000000000", "9223372036854775808", "2147483648",
    "[]", "{}", "[[]]", '[null]', '[{}]', '{"a": 1}', '{"$ne": null}', '[1, "a", null]', '[[1000000000000000000000000000000, -1]]',
    '""', '" "', '"\\t\\n"', '"x"', '"null"', '"0"', '"NaN"', '"-1"', '"1000000000000000000000000000000"',
    '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"a\\udfffb"', '"\\ud83d\\ude00"', '"\\u202e\\u2066x"', '"\\ufeff"', '"\\uffff"',
    '"\\u0001\\u001b[31m"', '["\\ud800"]', '["a\\u0000b"]', '{"\\ud800": 1}', '{"a\\u0000": 1}', '{"date": "\\ud800"}',
    '"2026-11-24"', '"2026-11-24T17:00"', '"2026-11-24T17:00:00+01:00"', '"0000-00-00"', '"0001-01-01"', '"9999-12-31"',
    '"0001-01-01T00:00:00+23:59"', '"9999-12-31T23:59:59-23:59"', '"2026-02-30"', '"2026-11-24T24:00"', '"+12026-11-24"',
    '"2026-11-24T17:00:00.999999999999Z"', '{"date": "0001-01-01", "time": "00:00", "zone": "Asia/Tehran"}',
    '{"date": "9999-12-31", "time": "23:59", "zone": "Pacific/Kiritimati"}', '{"date": "2200-12-31", "time": "23:59"}',
    '{"date": "1900-01-01", "time": "00:00", "zone": "Africa/Monrovia"}', '{"date": "2026-11-24", "time": "24:00"}',
    '{"date": "2026-11-24", "time": "17:00", "zone": "localtime"}', '{"date": "2026-11-24", "zone": "../etc/passwd"}',
    '{"rule": "FREQ=DAILY"}', '{"rule": "FREQ=YEARLY;INTERVAL=1000000000"}', '{"rule": "FREQ=DAILY;COUNT=99999999999999999999"}',
    '{"rule": "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"}', '{"rule": "\\ud800"}', '{"rule": "FREQ=DAILY;UNTIL=00010101T000000Z"}',
    '{"rule": "FREQ=DAILY;UNTIL=99991231T235959Z"}', '{"rule": "FREQ=HOURLY;BYHOUR=25"}', '{"rule": null}',
    '"019aaf00-0000-7000-8000-000000000000"', '"{019aaf00-0000-7000-8000-000000000000}"',
    '["019aaf00-0000-7000-8000-000000000000"]', '"urn:uuid:019aaf00-0000-7000-8000-000000000000"',
    '"\' OR 1=1--"', '"\'; DROP TABLE tasks; --"', '"%s %n ${7*7} {{7*7}} {0}"', '"<script>alert(1)</script>"', '"../../etc/passwd"',
    '"=1+1"', '"\\\\"', '"\\""', '"$1"', '"&|!():*<->"', '"#Home @x !high tomorrow 5pm every day"',
    '"in 99999999999999999999 days"', '"every 0 days"', '"1.1.9999"', '"پرداخت اجاره فردا"',
    '"' + "a" * 600 + '"', '"' + "🎉" * 500 + '"', '"' + "#" + "b" * 200 + '"', '"' + "@" + "c" * 200 + '"', '"' + "a" * 20_001 + '"',
    "[" + ",".join(f'"t{n}"' for n in range(60)) + "]", "[" * 200 + "]" * 200, '{"a":' * 200 + "1" + "}" * 200,
)  # fmt: skip

TEXTS: tuple[str, ...] = (
    # As they stand in an address, percent-encoded already.
    "", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%C0%80", "0", "-1", "1", "1.5", "NaN", "Infinity", "1e999", "9" * 31, "true", "null",
    "inbox", "due", "-created", "completed", "a%2Cb%2C%2C", "%2C", "2026-11-24", "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30",
    "2026-11-24T17:00:00Z", "0001-01-01T00:00:00%2B23:59", "019aaf00-0000-7000-8000-000000000000", "%27%20OR%201%3D1--", "%5C", "%27",
    "%22", "%26%7C%21%28%29%3A%2A", "a" * 600, "%F0%9F%8E%89" * 60, "%D9%BE", "..%2F..%2Fetc%2Fpasswd", "%0d%0aSet-Cookie:x=1",
    "WyJkdWUiLCI5OTk5LTEyLTMxVDIzOjU5OjU5IiwiMDE5YWFmMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0", "WzFd", "W10", "e30", "bnVsbA",
    "WyItY3JlYXRlZCIsMV0", "WyJkdWUiLG51bGwsbnVsbF0", "%5B%5D", "%7B%7D", "+", "%25", "%2500",
)  # fmt: skip

HEADERS: tuple[bytes, ...] = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"a\xe9",
    b'"1"',
    b"*",
    b"9" * 400,
    b"a" * 9000,
    b"\x1b[31m",
    b"W/",
)

LISTS = (
    "/api/v1/tasks?limit=200", "/api/v1/tasks?deleted=true&limit=200", "/api/v1/tasks?sort=due&limit=200",
    "/api/v1/tasks?sort=priority&limit=200", "/api/v1/tasks?sort=position&limit=200", "/api/v1/tasks?sort=-completed&limit=200",
    "/api/v1/tasks?q=a&limit=200", "/api/v1/tasks?overdue=true", "/api/v1/tasks?project=inbox&limit=200", "/api/v1/projects",
    "/api/v1/tags", "/api/v1/filters", "/api/v1/chat/sessions", "/api/v1/processes", "/me", "/me/sessions",
)  # fmt: skip
"""Everything that must still answer after every accepted write."""


def accepted(status: int) -> bool:
    """The write was done."""
    return status < 300


def describe(place: str, value: Any) -> str:
    """A short name of a case for a failure's message."""
    return f"{place} = {str(value)[:80]}"
