"""Every finding that verification can name has its sentence."""

import re
from pathlib import Path

from ledger.checking import COLUMNS
from ops.verify import words
from signing import canonical, trust

ROOM = Path(words.__file__).parent
NAMED = re.compile(r'(?:Fault|Untold)\([^"]*?f?"([a-z_]+)(?:\{|")')


def test_every_finding_has_a_sentence():
    found = {name for path in ROOM.glob("*.py") for name in NAMED.findall(path.read_text())}
    found |= {f"column_{name}" for name in COLUMNS}
    found |= {f"act_not_canonical_{reason}" for reason in canonical.REASONS}
    found |= {f"certificate_{reason}" for reason in trust.REASONS}
    found |= {"kept_checkpoint_root", "checkpoint_note", "chain", "version_twice", "head_root", "projection_so_07"}
    assert len(found) > 60
    assert {name for name in found if words.sentence(name) == name} == set()


def test_the_closest_sentence_is_taken():
    assert words.sentence("kept_checkpoint_missing").startswith("no checkpoint")
    assert words.sentence("kept_checkpoint_root").startswith("the checkpoint kept outside")
    assert words.sentence("never heard of") == "never heard of"
