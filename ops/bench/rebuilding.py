"""One rebuild of all projections in a process of its own: `python -m ops.bench.rebuilding CONNINFO` prints, as JSON,
how long it took and the most memory that it and its workers held.
"""

import json
import resource
import sys
import time

from ledger import database
from ledger.reading import size
from projections.catalogue import PROJECTIONS
from projections.rebuild import rebuild


def main(conninfo: str) -> None:
    """Rebuilds, and prints acts, seconds, bytes of memory of this process and of its largest worker."""
    with database.connect(conninfo) as connection:
        acts = size(connection)
    begun = time.perf_counter()
    rebuild(conninfo, PROJECTIONS)
    seconds = time.perf_counter() - begun
    own, worker = (1024 * resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"acts": acts, "seconds": seconds, "own": own, "worker": worker}))


if __name__ == "__main__":
    main(sys.argv[1])
