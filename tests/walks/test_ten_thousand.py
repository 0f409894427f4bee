"""Ten thousand random histories of every kind of stream: each act is applied or refused with an article, and no state
contradicts itself. The steps and what must hold are those of tests/domain/test_random_walks.py."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from domain.kinds import KINDS

DOMAIN = Path(__file__).parents[1] / "domain"
HISTORIES, PARTS, STEPS = 10_000, 4, 8


def loaded(name):
    spec = importlib.util.spec_from_file_location(f"walks_{name}", DOMAIN / f"{name}.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


kit, walks = loaded("conftest"), loaded("test_random_walks")
ORGANISATION = kit.founded().state


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation"])
def test_no_history_reaches_a_state_that_contradicts_itself(kind, part):
    random = Random(f"{kind} {part}")
    applied, refused = Counter(), Counter()
    for _ in range(HISTORIES // PARTS):
        file = kit.File(kind, ORGANISATION)
        chooser = walks.Chooser(random, file)
        for _ in range(STEPS):
            key = walks.likely(random, file, applied, refused)
            (applied if walks.step(chooser, file, key) else refused)[key] += 1
        walks.check(file)
    assert applied.total() > HISTORIES // PARTS  # the walks get somewhere
