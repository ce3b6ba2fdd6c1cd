"""What the built-in engine is told of a user's list and conversation, when a message alone does not say enough."""

from __future__ import annotations

from behflow.agent.engine.known import Known, known_task
from behflow.agent.state import Memory, RunContext
from behflow.chat.memory import MemoryService
from behflow.tasks.projects import ProjectService
from behflow.tasks.service import TaskService

TASKS = 400
"""Open tasks whose titles are looked at, those due first; and a quarter as many that were completed last."""
MEMORIES = 50


async def known(context: RunContext, memory: Memory) -> Known:
    """What this user's list and conversation hold."""
    async with context.database.reading() as session:
        rows = await TaskService(session, context.actor, context.now).names(TASKS)
        memories = await MemoryService(session, context.actor).newest(MEMORIES)
        projects = await ProjectService(session, context.actor).all()
    return Known(
        tuple(known_task(str(task_id), name, done=done) for task_id, name, done in rows),
        memory.touched,
        memory.did,
        tuple(project["name"] for project in projects),
        tuple(known_task(str(one["id"]), one["text"]) for one in memories),
    )
