"""Starting a class, or going on with one, and serving it until somebody asks for the end."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from attrs import field, frozen

from wargame.edge import leaving
from wargame.edge.crash import quieten
from wargame.rules.compiled import Scenario
from wargame.scenario import to_data
from wargame.seminar.folder import SETUP, ClassFault, Folder, Setup
from wargame.seminar.referee import Referee
from wargame.seminar.room import Room
from wargame.seminar.screens import Shows
from wargame.seminar.server import Server
from wargame.seminar.words import new_code
from wargame.table import HUMAN, LocalTable, Thinks, new_table, resume

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
PORT = 8123
GOODBYE = "The host has closed the class. Everything is saved; when it goes on you are back by yourself."


@frozen(kw_only=True)
class Plan:
    """A class to be started."""

    scenario: Scenario
    controllers: Mapping[str, str]
    """By seat id: `human`, or a program for every table."""
    seeds: tuple[int, ...]
    """One for each table."""
    sealed: bool | None = None
    advice: bool = True
    absence: int = 120
    stand_in: str = "thumb"
    clock: int = 0
    reasons: bool = False
    rotate: bool = False


@frozen(kw_only=True)
class Where:
    """How a class is reached."""

    lan: bool = False
    port: int = PORT
    names: tuple[str, ...] = field(default=())
    """More names of this machine, as a proxy in front of it calls it."""

    @property
    def listens(self) -> str:
        """The address to listen at."""
        return EVERYWHERE if self.lan else LOOPBACK

    def reached(self) -> str:
        """The address that others type."""
        return lan_address() if self.lan else LOOPBACK

    def known(self) -> frozenset[str]:
        """Every name by which requests may call this machine."""
        names = {"localhost", LOOPBACK, "::1", *(name.casefold() for name in self.names)}
        if self.lan:
            own = socket.gethostname().casefold()
            names |= {lan_address(), own, f"{own.partition('.')[0]}.local"}
            with suppress(OSError):
                names |= {str(found[4][0]) for found in socket.getaddrinfo(own, None)}
        return frozenset(names)


@frozen
class Opened:
    """What a class that is open tells the facilitator."""

    address: str
    code: str
    key: str
    """The facilitator's, told once."""
    folder: Path
    tables: int
    lan: bool

    @property
    def join(self) -> str:
        """What a student opens or scans; a browser keeps what follows the # to itself."""
        return f"{self.address}/#{self.code}"

    @property
    def host(self) -> str:
        """What the facilitator opens."""
        return f"{self.address}/host#{self.key}"


def lan_address() -> str:
    """This machine's address in the network it is in; loopback where there is none. Nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("10.254.254.254", 9))
        found: str = probe.getsockname()[0]
        if not ipaddress.ip_address(found).is_unspecified:
            return found
    return LOOPBACK


def begin(plan: Plan, path: Path, thinkers: Sequence[Thinks]) -> Referee:
    """A new class in a folder; programs of its tables share the `thinkers`.

    Raises `ClassFault`, `JournalFault` or `ValueError`.
    """
    if (path / SETUP).exists():
        raise ClassFault(path, "there is a class in it already; --resume goes on with it")
    data = to_data(plan.scenario.spec)
    tables: list[LocalTable] = []
    try:
        for number, seed in enumerate(plan.seeds):
            table = new_table(
                plan.scenario,
                data,
                plan.controllers,
                seed,
                path,
                thinker=thinkers[number % len(thinkers)],
                sealed=plan.sealed,
                advice=plan.advice,
            )
            tables.append(table)
        setup = Setup(
            scenario=plan.scenario.spec.id,
            code=new_code(),
            keys=(),
            journals=tuple(_journal(table) for table in tables),
            absence=plan.absence,
            stand_in=plan.stand_in,
            clock=plan.clock,
            reasons=plan.reasons,
            rotate=plan.rotate,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        folder = Folder.create(path, setup)
    except BaseException:
        _let_go(tables)
        raise
    return _referee(folder, plan.scenario, tables)


def go_on(path: Path, thinkers: Sequence[Thinks]) -> Referee:
    """A class that was started before, where it stood. Raises `ClassFault` or `JournalFault`."""
    folder = Folder.open(path)
    tables: list[LocalTable] = []
    try:
        for number, name in enumerate(folder.setup.journals):
            thinker = thinkers[number % len(thinkers)]
            tables.append(resume(path / Path(name).name, thinker=thinker))
        if not tables:
            raise ClassFault(path, "the class has no tables")
    except BaseException:
        folder.close()
        _let_go(tables)
        raise
    return _referee(folder, tables[0].scenario, tables)


def _referee(folder: Folder, scenario: Scenario, tables: list[LocalTable]) -> Referee:
    setup = folder.setup
    for table in tables:
        table.reasons = setup.reasons
    rooms = [
        Room(
            number,
            table,
            absence=setup.absence,
            stand_in=setup.stand_in,
            clock=setup.clock,
            rotate=setup.rotate,
            changed=lambda: None,
        )
        for number, table in enumerate(tables, 1)
    ]
    return Referee(folder, scenario, to_data(scenario.spec), rooms)


def _journal(table: LocalTable) -> str:
    path = table.status_now().path
    assert path is not None
    return path.name


def _let_go(tables: list[LocalTable]) -> None:
    async def close() -> None:
        for table in tables:
            await table.close()

    asyncio.run(close())


def people(controllers: Mapping[str, str]) -> int:
    """How many seats people take."""
    return sum(player == HUMAN for player in controllers.values())


def serve(
    referee: Referee, where: Where, opened: Callable[[Opened], None], shows: Shows | None = None
) -> None:
    """Serve a class until a signal asks for the end; `shows` makes the screens of seats in browsers.

    Raises `ClassFault` when it cannot begin.
    """
    with leaving.holding(), asyncio.Runner() as runner:
        quieten(runner.get_loop())
        runner.run(_serve(referee, where, opened, shows))


async def _serve(
    referee: Referee, where: Where, opened: Callable[[Opened], None], shows: Shows | None
) -> None:
    loop, end = asyncio.get_running_loop(), asyncio.Event()

    def leave() -> None:
        loop.call_soon_threadsafe(end.set)

    with leaving.handing_to(leave):
        server = Server(referee, where.known(), shows)
        await referee.open()
        try:
            try:
                port = await server.start(where.listens, where.port)
            except OSError as error:
                raise ClassFault(referee.folder.path, _no_port(where.port, error)) from None
            key = referee.new_key()
            address = f"http://{where.reached()}:{port}"
            folder = referee.folder
            opened(Opened(address, folder.setup.code, key, folder.path, len(referee.rooms), where.lan))
            await end.wait()
        finally:
            await referee.close(GOODBYE)
            await server.stop()


def _no_port(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken by another program, perhaps a class that is still open; --port names another"
    if error.errno == errno.EACCES:
        return f"port {port} is not open to you; --port takes one above 1023"
    return f"nothing can be served at port {port}: {error.strerror or error}"
