"""Another process of the ledger, run as `python -m ledger_kit.child`: takes a task in JSON, answers in JSON lines.

append    threads append acts to streams of their own, for ever; each acknowledgement is one line
contend   threads append a number of acts each, to own and to shared streams; one line at the end
sign      signs the head again and again; one line for each note
"""

import json
import random
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger import database
from ledger.batch import Appended, SignedAct
from ledger.checkpoints import Checkpoints
from ledger.errors import Conflict
from ledger.sequencer import Sequencer
from ledger_kit.writing import ORIGIN, Writer
from signing import checkpoint
from signing.keys import Ed25519Signer

_output = threading.Lock()


def main() -> None:
    task = json.loads(sys.stdin.readline())
    {"append": append, "contend": contend, "sign": sign}[task["do"]](task)


def append(task: dict[str, Any]) -> None:
    sequencer = _sequencer(task)

    def run() -> None:
        writer, stream = _writer(task), None
        while True:
            signed = writer.next(stream)
            stream = signed.envelope.stream
            _say(_acknowledged(signed, sequencer.append([signed])[0]))

    _in_threads(run, task["threads"])


def contend(task: dict[str, Any]) -> None:
    sequencer, shared = _sequencer(task), [UUID(stream) for stream in task["shared"]]
    acknowledged: list[list[Any]] = []
    conflicts: list[int] = []

    def run() -> None:
        writer, chance = _writer(task), random.Random()
        own = None
        for number in range(task["acts"]):
            if number % 2:
                signed = writer.next(own)
                own = signed.envelope.stream
                answers = sequencer.append([signed])
            else:
                signed, answers, lost = _win(sequencer, writer, chance.choice(shared))
                conflicts.append(lost)
            acknowledged.append(_acknowledged(signed, answers[0]))

    _say("ready")
    sys.stdin.readline()  # all processes begin together
    _in_threads(run, task["threads"])
    sequencer.close()
    _say({"acknowledged": acknowledged, "conflicts": sum(conflicts)})


def _win(sequencer: Sequencer, writer: Writer, stream: UUID) -> tuple[SignedAct, list[Appended], int]:
    """Tries to append to a contested stream until it is the first; how often it was not."""
    lost = 0
    while True:
        version, previous = writer.heads.get(stream, (0, None))
        signed = writer.act(stream, version + 1, previous)
        try:
            answers = sequencer.append([signed])
        except Conflict as conflict:
            writer.heads[stream] = (conflict.head_version, conflict.head_hash)
            lost += 1
        else:
            writer.heads[stream] = (version + 1, signed.act_hash)
            return signed, answers, lost


def sign(task: dict[str, Any]) -> None:
    signer = Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(task["signer"])))
    checkpoints = Checkpoints(ORIGIN, [signer], [signer.verifier()], Path(task["kept"]))
    with database.connect(task["conninfo"]) as connection:
        for _ in range(task["rounds"]):
            note = checkpoints.sign_head(connection)
            assert note is not None
            _say([checkpoint.verify(note, [signer.verifier()]).checkpoint.size, note.decode()])


def _sequencer(task: dict[str, Any]) -> Sequencer:
    return Sequencer(lambda: database.connect(task["conninfo"]), timeout_s=120)


def _writer(task: dict[str, Any]) -> Writer:
    return Writer.from_der(bytes.fromhex(task["key"]), bytes.fromhex(task["certificate"]))


def _acknowledged(signed: SignedAct, answer: Appended) -> list[Any]:
    return [answer.position, signed.act_hash.hex(), str(signed.envelope.stream), signed.envelope.version]


def _say(what: Any) -> None:
    with _output:
        print(json.dumps(what), flush=True)


def _in_threads(run: Any, count: int) -> None:
    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
