"""The MCP server, asked by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from dateline.app import open_dateline
from dateline.pack import REPORTS


def test_a_client_reads_stories_and_nothing_writes(tmp_path: Path) -> None:
    lines = [line for line in REPORTS.read_text("utf-8").splitlines() if json.loads(line)["id"].startswith("ecb-20_")]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    with open_dateline(tmp_path / "news.db") as dateline:
        dateline.read([str(tmp_path / "reports.jsonl")])

    async def ask() -> None:
        command = "from dateline.cli.main import main; main()"
        server = StdioServerParameters(command=sys.executable, args=["-c", command, "mcp", str(tmp_path / "news.db")])
        async with Client(server) as client:

            async def call(name: str, **arguments: Any) -> Any:
                result = await client.call_tool(name, arguments)
                return json.loads(result.content[0].text)  # type: ignore[union-attr]

            tools = (await client.list_tools()).tools
            assert {one.name for one in tools} >= {"search_stories", "read_story", "read_article", "about"}
            assert all(one.annotations and one.annotations.read_only_hint for one in tools)
            story = (await call("list_stories"))["stories"][0]
            told = await call("read_story", story_id=story["story_id"])
            assert told["story"]["claims"] is not None
            article = await call("read_article", article_id=told["reports"][0]["id"])
            text = article["article"]["text"]
            assert all(text[slice(*one["span"])] == one["exact"] for one in article["article"]["mentions"])
            assert (await call("search_stories", query="quake"))["reports"] > 0
            assert "cannot be read" in (await call("search_stories", query="speker:x"))["fault"]
            key = (await call("find_names", kind="place", begun="qes"))["names"][0]["key"]
            assert "fault" not in await call("about", kind="place", key=key)
            for name, arguments in (
                ("read_story", {"story_id": "s0"}),
                ("read_article", {"article_id": "x"}),
                ("about", {"kind": "colour", "key": "red"}),
            ):
                assert "fault" in await call(name, **arguments)

    asyncio.run(asyncio.wait_for(ask(), 60))
