"""`socai bench`: everything measured in one run on one server of its own; ratios count, not figures.

What ours is compared with runs right before and right after it, and the mean of the two counts, so that a machine or a
server that grows slower or faster meanwhile favours neither. The peers therefore run three times: import stands between
the first two, appends between the last two. Nothing is relaxed: the server keeps fsync and synchronous_commit on,
signatures are P-256, every act is verified, chained, in the tree and durable before it is answered.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from cryptography.hazmat.primitives.serialization import Encoding
from psycopg.conninfo import conninfo_to_dict
from rich.console import Console
from rich.table import Table

from ops import postgres
from ops.bench import append, bulk, nation, parts, peers, reading
from ops.bench.append import Figure, Load
from ops.development_pki import DevelopmentPki
from ops.migrate import migrate
from ops.verify.evidence import Evidence

PEERS = Path("../shared/bench/peers.py")
CLIENTS = (1, 16, 64, 256)
SMALL = 10_000  # acts
IMPORTED = 200_000  # acts of each import
MOST_REST_S = 30
VACUUM = "VACUUM (ANALYZE) ledger.act"
VACUUMING = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'"
STOCK_PROJECTION = "eventsourcing: ProjectionRunner, empty projection"
PROJECTED = 5_000  # events of the stock projection
STEP = 100_000  # acts signed at a time when the ledger is made large


@dataclass(frozen=True, slots=True)
class Ratio:
    """One of ours set against something, with what it must reach."""

    what: str
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def reached(self) -> bool | None:
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None


@dataclass(slots=True)
class Results:
    """What the run found so far."""

    figures: list[Figure] = field(default_factory=list)
    peers: list[list[dict[str, Any]]] = field(default_factory=list)  # one list for each time they ran
    ratios: list[Ratio] = field(default_factory=list)

    def rate(self, what: str, clients: int) -> float:
        return next(figure.per_second for figure in self.figures if figure[:2] == (what, clients))


def bench(
    seconds: Annotated[float, typer.Option(help="Length of each measurement.")] = 5.0,
    acts: Annotated[int, typer.Option(help="Size of the large ledger, where appends are measured again.")] = 1_000_000,
    nation_acts: Annotated[
        int, typer.Option(help="Size of the synthetic nation whose registers and forms are read; 0 leaves it out.")
    ] = 1_000_000,
    peers_program: Annotated[Path, typer.Option(help="The peers' program; left out when it is not there.")] = PEERS,
    out: Annotated[Path, typer.Option(help="Where the figures go, as JSON.")] = Path("bench.json"),
) -> None:
    """Measure appends, import, verification, replay, rebuild and reading; prints ratios, writes JSON."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="socai-bench-") as folder:
        with _server(Path(folder)) as (server, pki):
            results = _measure(server, pki, seconds, acts, peers_program, console.status)
            if nation_acts:
                with console.status("the library's own projection"):
                    results.figures.append(_stock_projection(server))
        if nation_acts:
            sizes = nation.sizes_up_to(nation_acts)
            sized, lag = nation.measure(Path(folder) / "nation", sizes, console.status, console)
            results.figures += [figure for each in sized for figure in each.named()]
            results.figures.append(lag)
            results.ratios += _of_nation(sized, lag, results)
    _show(results, console)
    out.write_text(json.dumps(_as_json(results), indent=1))
    console.print(f"figures in {out}")


@contextmanager
def _server(folder: Path) -> Iterator[tuple[postgres.Server, DevelopmentPki]]:
    server = postgres.start(folder / "postgres")
    try:
        yield server, DevelopmentPki(folder / "pki")
    finally:
        server.stop()


def _measure(
    server: postgres.Server,
    pki: DevelopmentPki,
    seconds: float,
    acts: int,
    program: Path,
    status: Callable[[str], Any],
) -> Results:
    results = Results()

    def peers_now() -> None:
        if program.exists():
            with status("the peers"):
                _rest(server)
                database = server.conninfo(database=_database(server, "peers"))
                results.peers.append(peers.measure(program, database, seconds))

    def note(what: str, measure: Callable[[], Figure]) -> Figure:
        with status(what):
            _rest(server)
            results.figures.append(measure())
        return results.figures[-1]

    imported = replace(_load(server, pki, seconds), most_acts=IMPORTED)
    peers_now()
    note("bulk import", partial(bulk.measure, imported))
    peers_now()
    note("bulk import, domain decides", partial(bulk.measure, replace(imported, decided=True)))
    note("rebuild", lambda: reading.rebuilding(_conninfo(server, imported, "socai_projector")))
    replayed = note("replay", lambda: reading.replay(_load(server, pki, seconds)))
    load = _load(server, pki, seconds)
    decided_in = note("deciding", lambda: reading.deciding(load))
    for clients in CLIENTS:
        for decided in (False, True):
            here = replace(load, clients=clients, decided=decided)
            note(f"{clients} clients", partial(append.measure, here))
    peers_now()
    results.ratios += _against_peers(results)
    results.ratios.append(Ratio("replay of 200 acts, p99 ms", replayed.p99_ms, at_most=25))
    results.ratios.append(Ratio("decide and apply one act, p50 µs", 1000 * decided_in.p50_ms, at_most=100))
    results.ratios += _growth(server, pki, seconds, acts, results, note, status)
    return results


def _stock_projection(server: postgres.Server) -> Figure:
    """Events a second of the library's own runner with a projection that does nothing."""
    conninfo = server.conninfo(database=_database(server, "stock_projection"))
    done = subprocess.run(
        [sys.executable, "-m", "ops.bench.stock_projection", conninfo, str(PROJECTED)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    rate = float(done.stdout)
    return Figure(STOCK_PROJECTION, 1, rate, 1000 * PROJECTED / rate, 1000 * PROJECTED / rate)


def _of_nation(sized: list[nation.Sized], lag: Figure, results: Results) -> list[Ratio]:
    """What must hold of what people read, at the largest size; and how it grew on the way there."""
    first, last = sized[0], sized[-1]
    stock = results.rate(STOCK_PROJECTION, 1)
    ratios = [
        Ratio("rebuild, acts a second", last.rate, 25_000),
        Ratio("rebuild / stock projection runner", last.rate / stock),
        Ratio("rebuild, memory of all its processes, MiB", last.memory / 2**20, at_most=1024),
        Ratio("live lag at 1,000 acts a second, p99 ms", lag.p99_ms, at_most=500),
        Ratio("storage of all projections, bytes an act", last.bytes_an_act),
    ]
    for what, most in nation.BOUNDS.items():
        ratios.append(Ratio(f"{what}, p95 ms", last.figure(what).p99_ms, at_most=most))
    if first is not last:
        at = f"at {last.acts:,} acts / at {first.acts:,}"
        ratios.append(Ratio(f"rebuild, acts a second, {at}", last.rate / sized[-2].rate, 0.8))
        for what in nation.BOUNDS:
            ratios.append(Ratio(f"{what}, p50, {at}", last.figure(what).p50_ms / first.figure(what).p50_ms))
    return ratios


def _rest(server: postgres.Server) -> None:
    """What was measured before may leave the server work in the background: it is done first, for theirs and ours."""
    with psycopg.connect(server.conninfo(database="postgres"), autocommit=True) as connection:
        begun = time.monotonic()
        while time.monotonic() - begun < MOST_REST_S:
            at_work = connection.execute(VACUUMING).fetchone()
            if not at_work or not at_work[0]:
                return
            time.sleep(0.2)


def _vacuum(server: postgres.Server, load: Load) -> None:
    """What the server would do by itself within a minute, and otherwise in the middle of a measurement."""
    with psycopg.connect(_conninfo(server, load, "owner"), autocommit=True) as connection:
        connection.execute(VACUUM)


def _load(server: postgres.Server, pki: DevelopmentPki, seconds: float) -> Load:
    """A fresh ledger with its organisation founded."""
    key = os.urandom(32)
    name = _database(server, f"bench_{os.urandom(4).hex()}")
    migrate(server.conninfo(database=name))
    conninfo = server.conninfo("socai_service", name)
    with parts.opened(conninfo, pki, key) as opened:
        office = parts.found(opened, pki)
    return Load(conninfo, pki, key, office, 64, seconds, False, int(seconds * 14_000))


def _database(server: postgres.Server, name: str) -> str:
    with psycopg.connect(server.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return name


def _conninfo(server: postgres.Server, load: Load, role: str) -> str:
    return server.conninfo(role, str(conninfo_to_dict(load.conninfo)["dbname"]))


def _verified(server: postgres.Server, load: Load, pki: DevelopmentPki) -> tuple[Figure, str]:
    return reading.verification(
        Evidence(
            conninfo=_conninfo(server, load, "socai_reader"),
            origin=parts.ORIGIN,
            roots=(pki.root.public_bytes(Encoding.DER),),
            ledger_keys=(),
            vault_conninfo=load.conninfo,
            key_encryption_key=load.key_encryption_key,
        )
    )


def _against_peers(results: Results) -> list[Ratio]:
    """Ours over the stock recorder's unsigned appends of the same run."""
    ratios = []
    stock = peers.between(results.peers[-2:], peers.STOCK, 64, 1)
    if stock is not None:
        ratios.append(Ratio("append, 64 clients / stock, 64 clients", results.rate("append (verified)", 64) / stock, 6))
        ratios.append(
            Ratio("record, 64 clients / stock, 64 clients", results.rate("record (domain decides)", 64) / stock, 3)
        )
    batches = peers.between(results.peers[:2], peers.STOCK, 1, 1000)
    if batches is not None:
        share = bulk.importers()
        ratios.append(
            Ratio("import / stock, 1,000 a transaction", results.rate("import 1,000 (verified)", share) / batches, 1)
        )
        ratios.append(
            Ratio(
                "import, domain decides / stock, 1,000 a transaction",
                results.rate("import 1,000 (domain decides)", share) / batches,
            )
        )
    worst = max(figure.p99_ms for figure in results.figures if figure.clients == 64)
    return [*ratios, Ratio("p99 of 64 clients, ms", worst, at_most=60)]


def _growth(
    server: postgres.Server,
    pki: DevelopmentPki,
    seconds: float,
    acts: int,
    results: Results,
    note: Callable[[str, Callable[[], Figure]], Figure],
    status: Callable[[str], Any],
) -> list[Ratio]:
    """Appending to a small and to a large ledger: the cost of an append does not grow."""
    load = _load(server, pki, seconds)
    bulk.measure(replace(load, most_acts=SMALL))
    small = note(f"64 clients at {SMALL:,} acts", lambda: append.measure(load))
    for grown in range(SMALL, acts, STEP):
        with status(f"{grown:,} of {acts:,} acts"):
            bulk.measure(replace(load, most_acts=min(STEP, acts - grown)))
    _vacuum(server, load)
    large = note(f"64 clients at {acts:,} acts", lambda: append.measure(load))
    before = note("signature checks alone", lambda: reading.bare_checks(load))
    _rest(server)
    verified, outcome = _verified(server, load, pki)
    results.figures.append(verified)
    after = note("signature checks alone", lambda: reading.bare_checks(load))
    bare = (before.per_second + after.per_second) / 2
    return [
        Ratio(f"append at {acts:,} acts / at {SMALL:,}", large.per_second / small.per_second, 0.8),
        Ratio(f"verification ({outcome}) / signature checks alone", verified.per_second / bare, 0.7),
    ]


def _show(results: Results, console: Console) -> None:
    table = Table("what", "clients", "per second", "p50 ms", "p99 ms", title="Measured in this run")
    for figure in results.figures:
        table.add_row(
            figure.what,
            str(figure.clients),
            f"{figure.per_second:,.0f}",
            f"{figure.p50_ms:.2f}",
            f"{figure.p99_ms:.2f}",
        )
    for peer in chain.from_iterable(results.peers):
        if "per_second" in peer:
            what = f"{peer['peer']}: {peer['what']}" + (f" x {peer['batch']}" if "batch" in peer else "")
            times = (str(peer.get("p50_ms", "")), str(peer.get("p99_ms", "")))
            table.add_row(what, str(peer.get("clients", 1)), f"{peer['per_second']:,}", *times)
    console.print(table)
    ratios = Table("ratio", "value", "must be", "", title="Ratios")
    for ratio in results.ratios:
        bound = f"≥ {ratio.at_least}" if ratio.at_least is not None else f"≤ {ratio.at_most}" if ratio.at_most else ""
        ratios.add_row(
            ratio.what, f"{ratio.value:.2f}", bound, {True: "reached", False: "MISSED", None: ""}[ratio.reached]
        )
    console.print(ratios)


def _as_json(results: Results) -> dict[str, Any]:
    return {
        "machine": {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()},
        "figures": [figure._asdict() for figure in results.figures],
        "peers": list(chain.from_iterable(results.peers)),
        "ratios": [
            {"what": ratio.what, "value": ratio.value, "at_least": ratio.at_least, "at_most": ratio.at_most}
            for ratio in results.ratios
        ],
    }
