"""The graph of a turn, compiled once per process and without a checkpointer: the database is the memory."""

from __future__ import annotations

from functools import cache

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from behflow.agent.nodes.entry import entry
from behflow.agent.nodes.intent import intent
from behflow.agent.nodes.response import response
from behflow.agent.nodes.tool_execution import tool_execution
from behflow.agent.state import AgentState, RunContext

Graph = CompiledStateGraph[AgentState, RunContext, AgentState, AgentState]

RECURSION_LIMIT = 50
"""More than a turn's budget can take; the library's own default would let a model loop for minutes."""


@cache
def graph() -> Graph:
    """entry -> intent <-> tool_execution -> response; nodes name their successor themselves (Command.goto),
    which spares LangGraph's conditional edges their thread hop."""
    builder = StateGraph(AgentState, context_schema=RunContext)
    builder.add_node("entry", entry)
    builder.add_node("intent", intent)
    builder.add_node("tool_execution", tool_execution)
    builder.add_node("response", response)
    builder.add_edge(START, "entry")
    builder.add_edge("response", END)
    return builder.compile(name="behflow")
