"""Statements about processes and their runs."""

from __future__ import annotations

_EXECUTION = """json_build_object('id', e.id, 'process_id', e.process_id, 'scheduled_for', e.scheduled_for,
    'started_at', e.started_at, 'finished_at', e.finished_at, 'status', e.status, 'result', e.result,
    'error', e.error)"""

_COLUMNS = """p.id, p.workspace_id, p.user_id, p.kind, p.name, p.enabled, p.schedule::text AS schedule, p.timezone,
    u.timezone AS user_timezone, p.rule::text AS rule"""

MISSING = """
SELECT w.id AS workspace_id, w.personal_of AS user_id, u.timezone AS user_timezone
FROM workspaces w JOIN users u ON u.id = w.personal_of
WHERE ($2::uuid IS NULL OR w.id = $2)
  AND NOT EXISTS (SELECT FROM automated_processes p WHERE p.workspace_id = w.id AND p.kind = $1)
ORDER BY w.id LIMIT $3
"""
INSERT = """
INSERT INTO automated_processes (id, workspace_id, user_id, kind, name, schedule, next_run_at, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $8) ON CONFLICT DO NOTHING
"""
LIST = f"""
SELECT {_COLUMNS}, (SELECT {_EXECUTION}::text FROM automated_process_executions e
    WHERE e.process_id = p.id ORDER BY e.scheduled_for DESC LIMIT 1) AS last_execution
FROM automated_processes p JOIN users u ON u.id = p.user_id
WHERE p.workspace_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR p.id = $2)
ORDER BY p.id LIMIT 200
"""  # noqa: S608 - constants only
LOCK = "SELECT FROM automated_processes WHERE id = $1 AND workspace_id = ANY($2::uuid[]) FOR NO KEY UPDATE"
UPDATE = """
UPDATE automated_processes
SET enabled = $2, schedule = $3::text::jsonb, timezone = $4, next_run_at = $5, updated_at = $6, name = $7,
    rule = $8::text::jsonb WHERE id = $1
"""
ONE_USER = "SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE"
COUNT = "SELECT count(*) FROM automated_processes WHERE user_id = $1 AND rule IS NOT NULL"
NAMES = "SELECT name FROM automated_processes WHERE workspace_id = $1 AND kind = $2"
CREATE = """
INSERT INTO automated_processes
    (id, workspace_id, user_id, kind, name, schedule, timezone, enabled, next_run_at, rule, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9, $10::text::jsonb, $11, $11)
ON CONFLICT DO NOTHING RETURNING id
"""
DELETE = "DELETE FROM automated_processes WHERE id = $1"
DUE = f"""
SELECT {_COLUMNS}, greatest(p.updated_at, (SELECT max(e.scheduled_for) FROM automated_process_executions e
    WHERE e.process_id = p.id AND e.scheduled_for <= $1)) AS last_run
FROM automated_processes p JOIN users u ON u.id = p.user_id
WHERE p.enabled AND NOT u.is_disabled AND p.id > $4 AND (
    p.next_run_at <= $1
    OR p.schedule ->> 'computed_for' IS DISTINCT FROM concat_ws(' ', coalesce(p.schedule ->> 'kind', 'daily'),
        coalesce(p.schedule ->> 'value', $2::text), coalesce(p.timezone, $3::text, u.timezone)))
ORDER BY p.id LIMIT $5
"""  # noqa: S608 - constants only
"""Processes whose time has come, or whose next time is no longer what it was computed for."""

PLAN = "UPDATE automated_processes SET schedule = $2::text::jsonb, next_run_at = $3 WHERE id = $1 AND updated_at <= $4"
CLAIM = """
INSERT INTO automated_process_executions (id, process_id, scheduled_for, started_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (process_id, scheduled_for) DO NOTHING RETURNING id
"""
FINISH = """
UPDATE automated_process_executions SET status = $2, result = $3::text::jsonb, error = $4, finished_at = $5
WHERE id = $1 AND status = 'running' RETURNING id
"""
ABANDONED = """
UPDATE automated_process_executions SET status = 'failed', finished_at = $1, error = $3
WHERE status = 'running' AND started_at < $1::timestamptz - $2::interval RETURNING id
"""
EXECUTION = f"SELECT {_EXECUTION}::text FROM automated_process_executions e WHERE e.id = $1"  # noqa: S608 - constants only
EXECUTIONS = f"""
SELECT e.id, e.scheduled_for, {_EXECUTION}::text AS shown FROM automated_process_executions e
WHERE e.process_id = $1 AND ($2::timestamptz IS NULL OR (e.scheduled_for, e.id) < ($2, $3::uuid))
ORDER BY e.scheduled_for DESC, e.id DESC LIMIT $4
"""  # noqa: S608 - constants only
PURGE_EXECUTIONS = "DELETE FROM automated_process_executions WHERE started_at < $1::timestamptz - $2::interval"
PURGE_KEYS = "DELETE FROM idempotency_keys WHERE created_at < $1::timestamptz - $2::interval"
