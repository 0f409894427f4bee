"""Python's cyclic garbage collector, set for a process that lives long and handles many short-lived values."""

import gc


def settle() -> None:
    """What the program consists of by now is looked through this once; from here on collections are rarer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
