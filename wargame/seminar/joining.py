"""Taking a seat from a terminal: a token for each class is kept, so that whoever comes back sits where they sat."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from wargame.files import FileFault, read_whole, write_whole
from wargame.rules.compiled import Scenario
from wargame.scenario import ScenarioFault, from_data
from wargame.seminar.link import Link, LinkFault, socket_address
from wargame.seminar.words import read_code, tidy
from wargame.table.remote import RemoteTable
from wargame.table.wire import Json

NO_CODE = "no code"
"""The kind of the fault that a code is missing."""
MOST = 1 << 16
KEPT = 20


def sit_down(
    address: str, code: str, name: str, seat: str | None, table: int | None, store: Path | None = None
) -> tuple[RemoteTable, str]:
    """The seat's table, and where that is in words. Raises `LinkFault`."""
    where, found = socket_address(address)
    code = read_code(code or found)
    place = f"{where} {code} {tidy(name).casefold()}"
    store = store or _store()
    tokens = _tokens(store)
    greeting: Json = {"code": code, "name": name, "seat": seat, "table": table}
    if place in tokens:
        try:
            return seated(Link(where, {"token": tokens[place]}))
        except LinkFault as fault:
            if fault.kind != "gone":
                raise
    if not code:
        raise LinkFault("the code of the class is missing: --code", NO_CODE)
    link = Link(where, greeting)
    remote, words = seated(link)
    _keep(store, tokens | {place: str(link.welcome["token"])})
    return remote, words


def seated(link: Link) -> tuple[RemoteTable, str]:
    """The table at the other end of a line that is not open yet. Raises `LinkFault`."""
    welcome = link.open()
    try:
        scenario = _scenario(welcome)
        seat = scenario.ids["power"].index(welcome["seat"])
    except (KeyError, ValueError, TypeError, ScenarioFault) as fault:
        link.close()
        raise LinkFault(f"the host plays what this version cannot read ({fault!s:.100})") from None
    remote = RemoteTable(scenario, seat, link)
    link.listen(remote.receive)

    async def ready() -> None:
        await asyncio.wait_for(remote.ready(), 15)

    try:
        asyncio.run(ready())
    except Exception as fault:
        link.close()
        raise LinkFault(str(fault) or "the host does not answer") from None
    power = scenario.names["power"][seat]
    where = f", table {welcome['table']}" if welcome["tables"] > 1 else ""
    return remote, f"You are {welcome['name']}, at the seat of {power}{where}."


def _scenario(welcome: Json) -> Scenario:
    return from_data(welcome["data"])


def _store() -> Path:
    import platformdirs

    return platformdirs.user_state_path("chokepoint", appauthor=False) / "classes.json"


def _tokens(store: Path) -> dict[str, str]:
    with suppress(OSError, FileFault, ValueError):
        found: Any = json.loads(read_whole(store, MOST))
        if isinstance(found, dict):
            return {str(name): str(token) for name, token in found.items()}
    return {}


def _keep(store: Path, tokens: dict[str, str]) -> None:
    """Whoever cannot keep a token joins anew next time."""
    latest = dict(list(tokens.items())[-KEPT:])
    with suppress(OSError, FileFault):
        store.parent.mkdir(parents=True, exist_ok=True)
        if not store.exists():
            store.touch(mode=0o600)
        write_whole(store, json.dumps(latest).encode())
