"""The stock `ProjectionRunner` of the library with a projection that does nothing: what a rebuild is measured against.

It runs alone in a process (`python -m ops.bench.stock_projection CONNINFO EVENTS`) and prints events a second.
"""

import sys
import time
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.conninfo import conninfo_to_dict

HISTORY = 10  # events of one aggregate


class Empty(Projection[PostgresTrackingRecorder]):
    """Tracks positions and does nothing else."""

    def process_event(self, domain_event: Any, tracking: Any) -> None:
        self.view.insert_tracking(tracking)


def environment(conninfo: str) -> dict[str, str]:
    """The library's own settings for a database."""
    parts = conninfo_to_dict(conninfo)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts["dbname"]),
        "POSTGRES_HOST": str(parts["host"]),
        "POSTGRES_PORT": str(parts["port"]),
        "POSTGRES_USER": str(parts["user"]),
        "POSTGRES_PASSWORD": str(parts["password"]),
    }


def measured(conninfo: str, events: int) -> float:
    """Events a second, from the start of the runner until it has tracked all of them."""
    application = Application[Any](environment(conninfo))
    for _ in range(events // HISTORY):
        aggregate = Aggregate()
        for _ in range(HISTORY - 1):
            aggregate.trigger_event(Aggregate.Event)
        application.save(aggregate)
    last = application.recorder.max_notification_id()
    begun = time.perf_counter()
    with ProjectionRunner(
        application_class=Application,
        projection_class=Empty,
        view_class=PostgresTrackingRecorder,
        env=environment(conninfo),
    ) as runner:
        runner.wait(last, timeout=300)
        return events / (time.perf_counter() - begun)


if __name__ == "__main__":
    print(measured(sys.argv[1], int(sys.argv[2])))
