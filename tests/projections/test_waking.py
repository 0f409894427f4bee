"""What wakes a runner: a notification at once, and a poll when none arrives."""

import random
import threading
import time
from collections.abc import Iterator

import pytest
from projections_kit.house import House
from projections_kit.walk import Walk

from projections import runner
from projections.tracking import reached


@pytest.fixture
def walk(house: House) -> Walk:
    house.prepare()
    made = Walk(random.Random(81))
    house.record(made.found())
    return made


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    made = threading.Event()
    yield made
    made.set()


def follow(house: House, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=house.runner.run, args=(stop,))
    thread.start()
    return thread


def reaches(house: House, position: int) -> None:
    while reached(house.projector) != position:
        time.sleep(0.005)


def test_woken_by_a_notification(
    house: House, walk: Walk, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The poll would come in an hour; only the notification can have woken the runner."""
    monkeypatch.setattr(runner, "POLL_S", 3600.0)
    thread = follow(house, stop)
    for _ in range(5):
        house.record(walk.steps(10, 2))
        reaches(house, walk.position)
    stop.set()
    house.record(walk.steps(10, 2))  # wakes it a last time, to see that it shall stop
    thread.join()


def test_woken_by_the_poll(house: House, walk: Walk, stop: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody notifies the channel that is listened to."""
    monkeypatch.setattr(runner, "CHANNEL", "nobody")
    thread = follow(house, stop)
    for _ in range(3):
        house.record(walk.steps(10, 2))
        reaches(house, walk.position)
    stop.set()
    thread.join()
    assert house.check().differences == []
