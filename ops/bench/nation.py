"""Everything that people read, over a synthetic nation of growing size: rebuild, live lag, registers, forms, figures.

The service runs as it does for its users, in a process of its own; pages and answers are asked for over HTTP with the
session of an officer. At every size the ledger is larger by acts of further histories of the same nation.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import psycopg
from rich.console import Console

from api.bulk import record_many
from api.values import Submission
from ledger import database, reading
from ops import postgres, running, service
from ops.bench.append import Figure
from ops.database import find_database
from ops.demo import wait_for_projections
from ops.founding import Roster
from ops.record import development_ledger
from ops.settings import Settings
from ops.synth.command import ordered, synthesised
from ops.synth.days import period_of
from ops.synth.histories import region
from ops.synth.model import model
from ops.synth.writing import Place, writing
from projections import tracking
from projections.catalogue import REGISTERS
from projections.registers import reading as books
from signing import dsse

Connection = psycopg.Connection[Any]

SMALLEST = 10_000  # acts
PAGES = 300  # register pages asked for at each size, half of them as of a past position
FORMS = ("01-2019", "02-2019")
BOUNDS = {  # milliseconds, p95
    "register page, now": 50, "register page, as of a past position": 50, "form 01-2019 of the nation": 2000,
    "form 02-2019 of the nation": 2000, "drill-down of a figure": 100,
}  # fmt: skip
SETTLED = "VACUUM (ANALYZE)"
BYTES = (
    "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
    " WHERE relnamespace = 'projections'::regnamespace AND relkind = 'r'"
)
LIVE_RATE = 1000  # acts a second
LIVE_S = 10.0
LIVE_BATCH = 50


@dataclass(frozen=True, slots=True)
class Sized:
    """What was measured at one size."""

    acts: int
    figures: list[Figure]
    rebuild: dict[str, Any]  # ops/bench/rebuilding.py
    bytes_an_act: float  # of all projections with their indexes

    @property
    def rate(self) -> float:
        """Acts a second of the rebuild."""
        return float(self.rebuild["acts"] / self.rebuild["seconds"])

    @property
    def memory(self) -> int:
        """Bytes that the rebuild held at most: the process itself and a worker for each core."""
        return int(self.rebuild["own"] + (os.cpu_count() or 1) * self.rebuild["worker"])

    def figure(self, what: str) -> Figure:
        """The figure of that name."""
        return next(figure for figure in self.figures if figure.what.startswith(what))

    def named(self) -> Iterator[Figure]:
        """The figures, each with the size at which it was measured."""
        for figure in self.figures:
            yield figure._replace(what=f"{figure.what} at {self.acts:,}")


@contextmanager
def nation(folder: Path, console: Console) -> Iterator[tuple[Settings, Roster, httpx.Client]]:
    """A development ledger of its own with its service, and a client of somebody logged in."""
    settings = Settings(home=folder, port=0, database_url=None, deployment="development")
    found = running.bring_up(settings, lambda step: None)
    try:
        with development_ledger(settings, found.url, console) as (client, people):
            token = client.log_in(people.head)["token"]
            headers = {"Authorization": f"Bearer {token}"}
            with httpx.Client(base_url=found.url, headers=headers, timeout=120, trust_env=False) as http:
                yield settings, people, http
    finally:
        service.stop(folder)
        postgres.stop(settings.postgres_folder)


def grown(settings: Settings, people: Roster, console: Console, acts: int, seed: int) -> None:
    """The nation larger by about `acts` acts, everything projected and the server at rest."""
    synthesised(settings, people, console, acts, seed, period_of(model()), False)
    wait_for_projections(settings, patience_s=3600)
    with psycopg.connect(find_database(settings).conninfo(), autocommit=True) as connection:
        connection.execute(SETTLED)


def measured(settings: Settings, http: httpx.Client) -> Sized:
    """The figures at the size that the ledger now has."""
    with database.connect(find_database(settings).conninfo("socai_projector")) as connection:
        acts = reading.size(connection)
        asked = _register_pages(connection, acts)
        rebuilt = _rebuilt(settings)
        (stored,) = connection.execute(BYTES).fetchone() or (0,)
    now, past = asked[::2], asked[1::2]
    figures = [
        Figure("rebuild of all projections", os.cpu_count() or 1, rebuilt["acts"] / rebuilt["seconds"],
               1000 * rebuilt["seconds"], 1000 * rebuilt["seconds"]),
        _asked(http, "register page, now", now),
        _asked(http, "register page, as of a past position", past),
    ]  # fmt: skip
    figures += [_asked(http, f"form {form} of the nation", [form_of(form)] * 5) for form in FORMS]
    figures.append(_asked(http, "drill-down of a figure", list(_cells(http))))
    figures.append(_asked(http, "board of deadlines of the nation", ["/deadlines?unit=TC"] * 20))
    figures.append(_asked(http, "findings of the nation", ["/findings?unit=TC"] * 20))
    return Sized(acts, figures, rebuilt, stored / acts)


def form_of(form: str) -> str:
    """The address of a form for the whole nation in the present procuracy year."""
    return f"/statistics/forms/{form}?unit=TC&scope=both&period=2026-12m"


def _register_pages(connection: Connection, acts: int) -> list[str]:
    """Pages of registers that have entries, drawn by lot: any register, unit, year and place in it. Past positions lie
    where the entries of the first tenth of the ledger, and so their units, were there already.
    """
    chance = random.Random(acts)
    now, early = (
        [(book.id, *found) for book in REGISTERS.values() for found in books.series(connection, book, position)]
        for position in (acts, acts // 10)
    )
    asked = []
    for number in range(PAGES):
        name, unit, year, entries = chance.choice(now if number % 2 == 0 else early)
        as_of = acts if number % 2 == 0 else chance.randrange(acts // 10, acts)
        query = f"unit={unit}&year={year}&as_of={as_of}&number={chance.randrange(max(1, entries - 25)) + 1}"
        asked.append(f"/pages/registers/{name}?{query}")
    return asked


def _cells(http: httpx.Client) -> Iterator[str]:
    """Cells of form 02 that count something, opened into their acts."""
    address, query = form_of("02-2019").split("?")
    for line in http.get(form_of("02-2019")).raise_for_status().json()["lines"]:
        for column, cell in line["cells"].items():
            if cell["value"]:
                yield f"{address}/cells/{line['address']}/{column}?{query}"


def _asked(http: httpx.Client, what: str, paths: Sequence[str]) -> Figure:
    """How long the answers take. Raises: httpx.HTTPStatusError."""
    seconds = []
    for path in (*[paths[0]] * 3, *paths):
        begun = time.perf_counter()
        http.get(path).raise_for_status()
        seconds.append(time.perf_counter() - begun)
    seconds = sorted(seconds[3:])  # the first ones warm up what is read for the first time
    middle, slow = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    return Figure(f"{what} (p50, p95)", 1, 1 / middle, 1000 * middle, 1000 * slow)


def _rebuilt(settings: Settings) -> dict[str, Any]:
    conninfo = find_database(settings).conninfo("socai_projector")
    done = subprocess.run(
        [sys.executable, "-m", "ops.bench.rebuilding", conninfo], capture_output=True, text=True, check=True
    )
    outcome: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def lag(settings: Settings, people: Roster) -> Figure:
    """How long after its commit an act is in the tables, while acts are recorded at a steady rate."""
    made = list(islice(_submissions(settings, people), int(LIVE_RATE * LIVE_S)))
    committed: list[tuple[int, float]] = []
    reached: list[tuple[int, float]] = []
    stop = threading.Event()
    watching = threading.Thread(target=_watch, args=(settings, reached, stop))
    with writing(Place.of(settings)) as parts, ThreadPoolExecutor(2) as workers:
        watching.start()
        begun = time.perf_counter()
        for start in range(0, len(made), LIVE_BATCH):
            time.sleep(max(0.0, begun + start / LIVE_RATE - time.perf_counter()))
            receipts = record_many(parts.path, made[start : start + LIVE_BATCH], workers, LIVE_BATCH)
            committed.append((max(receipt.position for receipt in receipts), time.perf_counter()))
        until = time.perf_counter() + 30
        while (not reached or reached[-1][0] < committed[-1][0]) and time.perf_counter() < until:
            time.sleep(0.01)
        stop.set()
        watching.join()
    lags = sorted(_lags(committed, reached))
    rate = len(made) / (committed[-1][1] - begun)
    return Figure("live lag (p50, p99)", 1, rate, 1000 * lags[len(lags) // 2], 1000 * lags[int(len(lags) * 0.99)])


def _lags(committed: Sequence[tuple[int, float]], reached: Sequence[tuple[int, float]]) -> Iterator[float]:
    seen = iter(reached)
    position, at = next(seen)
    for wanted, since in committed:
        while position < wanted:
            position, at = next(seen)
        yield max(0.0, at - since)


def _watch(settings: Settings, reached: list[tuple[int, float]], stop: threading.Event) -> None:
    with database.connect(find_database(settings).conninfo("socai_reader")) as connection:
        while not stop.is_set():
            position = tracking.reached(connection) or 0
            if not reached or reached[-1][0] < position:
                reached.append((position, time.perf_counter()))
            time.sleep(0.002)


def _submissions(settings: Settings, people: Roster) -> Iterator[Submission]:
    """Further acts of the nation, in the order in which they happen."""
    order, _ = ordered(settings, people, 200_000, 987, period_of(model()), False)
    province = max(order.nation.provinces, key=lambda each: each.weight)
    simulated = region(order.model, order.nation, province, order.period, order.matters, order.seed, order.clean)
    for act in simulated.run():
        yield Submission(act.data, order.keys[act.certificate].sign(dsse.act_pae(act.data)), act.disclosures)


def sizes_up_to(acts: int) -> tuple[int, ...]:
    """10,000 acts, ten times as many, and so on up to `acts`."""
    sizes = [min(SMALLEST, acts)]
    while sizes[-1] < acts:
        sizes.append(min(10 * sizes[-1], acts))
    return tuple(sizes)


Note = Callable[[str], Any]


def measure(folder: Path, sizes: Sequence[int], status: Note, console: Console) -> tuple[list[Sized], Figure]:
    """The figures at each size, and the live lag at the last one."""
    found: list[Sized] = []
    with nation(folder, console) as (settings, people, http):
        for number, size in enumerate(sizes, 1):
            have = found[-1].acts if found else 0
            with status(f"a synthetic nation of {size:,} acts"):
                grown(settings, people, console, size - have, number)
            with status(f"what people read of {size:,} acts"):
                found.append(measured(settings, http))
        with status("live lag"):
            return found, lag(settings, people)
