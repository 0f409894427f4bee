"""Writes the golden history of the current rule set: `python tests/domain/golden/make.py FILE` beside a running ledger
of the example cases (SOCAI_HOME as for `socai demo`).

One line an act: where it stands, its signed JSON, the flags that it raised and the stage after it, as the program that
ran here judged it. A later program must judge the same (test_golden.py).
"""

import gzip
import json
import sys
from uuid import UUID

import psycopg

from domain.kernel.deciding import apply, initial
from ledger import reading
from ledger.mapper import to_recorded
from ops.database import find_database
from ops.settings import Settings


def main(path: str) -> None:
    """Writes every act of the ledger in the order of its position."""
    states = {}
    with psycopg.connect(find_database(Settings()).conninfo()) as connection, gzip.open(path, "wt", 9) as out:
        for row in reading.bulk(connection, 1, reading.size(connection)):
            recorded = to_recorded(row)
            before = states.get(row.stream) or initial(row.kind)
            after = states[row.stream] = apply(before, recorded)
            added = [[flag.code, flag.article] for flag in after.flags[len(before.flags) :]]
            line = {
                "position": row.position, "stream": str(UUID(str(row.stream))), "version": row.version,
                "hash": row.act_hash.hex(), "act": json.loads(row.act), "flags": added, "stage": after.stage,
            }  # fmt: skip
            print(json.dumps(line, ensure_ascii=False), file=out)


main(sys.argv[1])
