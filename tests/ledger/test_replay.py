"""The verified state of a stream: long ones are read page by page, and nothing missing goes unseen."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from ledger import database, reading
from ledger.checking import Mismatch
from ledger.errors import NotRecorded
from ledger.replay import PAGE, Replayer
from ops.bench import parts
from ops.development_pki import DevelopmentPki

LENGTH = 2 * PAGE + 5


@pytest.fixture
def replayed(database: Any, pki: DevelopmentPki) -> Iterator[tuple[Any, Replayer, Any]]:
    with parts.opened(database.conninfo("socai_service"), pki, bytes(32)) as opened:
        for submission in parts.history(parts.found(opened, pki), LENGTH):
            receipt = opened.path.record(submission)
        with ThreadPoolExecutor(2) as threads:
            yield database, Replayer(parts.ORIGIN, opened.certificates.admitted, threads), receipt.stream


def _without(conninfo: str, stream: Any, first: int, last: int) -> None:
    with psycopg.connect(conninfo, autocommit=True) as owner:
        owner.execute("ALTER TABLE ledger.act DISABLE TRIGGER ALL")
        owner.execute("DELETE FROM ledger.act WHERE stream = %s AND version BETWEEN %s AND %s", [stream, first, last])


def test_every_page_is_folded(replayed: tuple[Any, Replayer, Any]) -> None:
    where, replayer, stream = replayed
    with database.connect(where.conninfo("socai_reader")) as connection:
        assert replayer.state(connection, stream).version == LENGTH
        for version in (1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE):
            position = reading.by_stream(connection, stream)[version - 1].position
            assert replayer.state(connection, stream, position).version == version
        with pytest.raises(NotRecorded):
            replayer.state(connection, stream, 1)  # the act that founded the ledger came before the case


@pytest.mark.parametrize(("first", "last"), [(1, 1), (7, 7), (PAGE, PAGE), (PAGE + 1, 2 * PAGE), (1, PAGE)])
def test_acts_that_are_missing_are_noticed(replayed: tuple[Any, Replayer, Any], first: int, last: int) -> None:
    where, replayer, stream = replayed
    _without(where.conninfo(), stream, first, last)
    with database.connect(where.conninfo("socai_reader")) as connection, pytest.raises(Mismatch, match="chain"):
        replayer.state(connection, stream)
