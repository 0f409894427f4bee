"""Where acts are prepared for recording: one after the other, in a thread of its own, while callers only wait.

Python runs one thread at a time. Callers that each judge an act and then wait for its commit spend more time on
handing the interpreter to each other than on the acts, and hold up the sequencer at every answer from the server. So
a caller hands over what is to be done, the desk does it and puts the result before the sequencer, and the caller is
woken once, with the outcome. What may have to wait for the database (a stream that is not known, a key) is
no work for the desk: such work raises, and its caller reads before it comes again.
"""

import queue
import threading
from collections.abc import Callable, Sequence

from ledger.batch import Appended, SignedAct
from ledger.errors import Unavailable
from ledger.sequencer import Request, Sequencer

Prepare = Callable[[], Sequence[SignedAct]]


class Desk:
    """Owns one thread. Close it before its sequencer."""

    def __init__(self, sequencer: Sequencer) -> None:
        self._sequencer = sequencer
        self._waiting: queue.SimpleQueue[tuple[Request, Prepare] | None] = queue.SimpleQueue()
        self._gate = threading.Lock()  # nothing is put behind the end of the queue
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self._thread.start()

    def append(self, prepare: Prepare) -> list[Appended]:
        """Records together what `prepare` gives.

        Raises: what `prepare` raises; Conflict, OrganisationMoved, PersonKeyChanged, Unavailable.
        """
        request = Request()
        with self._gate:
            if self._closed:
                raise Unavailable(None)
            self._waiting.put((request, prepare))
        return request.wait(self._sequencer.timeout_s)

    def close(self) -> None:
        """Ends after what is waiting has been put before the sequencer."""
        with self._gate:
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            request, prepare = waiting
            try:
                request.acts = prepare()
                self._sequencer.enqueue(request)
            except Exception as error:  # the loop of the thread: the caller hears, the next one is served
                request.answer(error)
