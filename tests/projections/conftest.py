"""The projections' tests: houses, each with a ledger of its own."""

import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ops.postgres import Server

sys.path.append(str(Path(__file__).parent))  # projections_kit, which the processes of these tests import as well

from projections_kit.house import House

_numbers = itertools.count(1)


@pytest.fixture
def house(database: Any) -> Iterator[House]:
    """A fresh ledger with its projections, closed at the end."""
    made = House(database.conninfo)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def houses(postgres_server: Server, template: str) -> Iterator[Callable[[], House]]:
    """Makes fresh ledgers, as many as a test wants; all are closed and dropped at the end."""
    with ExitStack() as stack:
        admin = stack.enter_context(psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True))

        def make() -> House:
            name = f"house_{next(_numbers)}"
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
            stack.callback(lambda: admin.execute(f"DROP DATABASE {name} WITH (FORCE)"))
            made = House(lambda role="owner": postgres_server.conninfo(role, name))
            stack.callback(made.close)
            return made

        yield make
