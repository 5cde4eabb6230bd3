"""Dateline for language models and their tools: an MCP server that only reads; the one file that knows the SDK.

Protocol: Model Context Protocol (modelcontextprotocol.io), over standard input and output. Nothing can be changed
through it. Every fact it tells carries the article and the span that it was read from.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.desk.desk import Desk

INSTRUCTIONS = (
    "Stories of world news with their evidence. Every claim names the reports that make it, with the exact words and "
    "their place. A claim is agreed, contested, updated or single; `independent` counts origins that do not depend on "
    "one another, null is unknown. Figures are bounds: low 161 and high null is “more than 160”. Do not drop them."
)
MOST = 50


def tools_of(desk: Desk) -> list[Callable[..., str]]:
    """The tools of a desk: functions whose names, docstrings and arguments the protocol tells."""
    library, search = desk.library, desk.search

    def search_stories(query: str, order: str = "best", page: int = 1) -> str:
        """Find stories and reports by words, "phrases", OR, -not and fields.

        Fields: speaker: actor: place: topic: outlet: type: country: counted: from: to: on: figure: killed:>100 …
        """
        from dateline.desk.search import as_view
        from dateline.serve.query import BadQuery

        try:
            return _told(as_view(search.find(query, order=order, page=max(1, min(page, 10)))))
        except BadQuery as fault:
            return _told({"fault": f"This search cannot be read: {fault}."})

    def list_stories(order: str = "newest", limit: int = 20) -> str:
        """List stories in short; order is newest, widest or day."""
        chosen = order if order in ("newest", "widest", "day") else "newest"
        return _told({"stories": library.stories(order=chosen, limit=max(1, min(limit, MOST)))})

    def read_story(story_id: str) -> str:
        """Give a story: brief, claims with status, origins and assertions, timeline, labels, omissions, reports."""
        record = library.story_record(story_id)
        if record is None or not record["stories"]:
            return _told({"fault": "There is no such story."})
        heads = ("id", "headline", "outlet", "published_at", "url", "flags")
        reports = [{name: one[name] for name in heads} for one in record["articles"]]
        return _told({"story": record["stories"][0], "reports": reports})

    def read_article(article_id: str) -> str:
        """Give a report with its text and everything read from it, each fact with its span."""
        return _told(library.article(article_id) or {"fault": "There is no such article."})

    def about(kind: str, key: str) -> str:
        """Tell what is known of an actor, place, topic, outlet, country or type; `find_names` gives keys."""
        if kind not in ("actor", "place", "topic", "outlet", "country", "type"):
            return _told({"fault": "kind is actor, place, topic, outlet, country or type"})
        return _told(getattr(library, kind)(key) or {"fault": f"There is no such {kind}."})

    def find_names(kind: str, begun: str) -> str:
        """Find the keys of actors, places, topics or outlets whose names begin so."""
        return _told({"names": search.names(kind, begun)})

    return [search_stories, list_stories, read_story, read_article, about, find_names]


def serve(desk: Desk, version: str) -> None:
    """Answer over standard input and output until it is closed."""
    server_of(desk, version).run("stdio")


def server_of(desk: Desk, version: str) -> Any:
    """Make the server of a desk; every tool says that it only reads."""
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    server = MCPServer("dateline", instructions=INSTRUCTIONS, version=version, log_level="ERROR")
    only_reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
    for one in tools_of(desk):
        server.add_tool(one, annotations=only_reads, structured_output=False)
    return server


def _told(view: Any) -> str:
    from dateline.desk.told import told

    return json.dumps(view, ensure_ascii=False, default=told, separators=(",", ":"))
