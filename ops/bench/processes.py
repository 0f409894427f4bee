"""Worker processes that prepare, wait for each other, and then start together."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection as Pipe
from typing import Any

from ops.collector import settle


def together(work: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
    """What `work(*each, ready)` gives in a process for each; `ready()` returns when all have called it.

    Raises: RuntimeError when a process ends without an answer.
    """
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(len(arguments))
    started = []
    for each in arguments:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(work, each, barrier.wait, theirs))
        process.start()
        theirs.close()
        started.append((process, ours))
    answers = []
    for process, pipe in started:
        try:
            answers.append(pipe.recv())
        except EOFError:
            raise RuntimeError(f"a measuring process ended with {process.exitcode}") from None
        process.join()
    return answers


def _answer(work: Callable[..., Any], arguments: tuple[Any, ...], ready: Callable[[], object], pipe: Pipe) -> None:
    def prepared() -> object:
        settle()  # as the service does
        return ready()

    pipe.send(work(*arguments, prepared))
    pipe.close()
