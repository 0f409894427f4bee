"""The font of printed forms: a serif that holds every Vietnamese letter. Fonts of the system are never used, so a form
looks the same, byte for byte, wherever it is made.
"""

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "IBM Plex Serif"
PACKAGE = "fontpkg_ibm_plex_serif"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")


def faces() -> tuple[Path, ...]:
    """The files of the faces that forms use."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(PACKAGE)
    folder = Path(spec.origin).parent / "files"
    return tuple(folder / f"IBMPlexSerif-{face}.ttf" for face in FACES)


@cache
def covered() -> frozenset[str]:
    """The characters that every face can print."""
    held = []
    for path in faces():
        with TTFont(path, lazy=True) as font:
            held.append(frozenset(map(chr, font.getBestCmap())))
    return frozenset.intersection(*held)


def printable(text: str) -> str:
    """The text with what the font lacks written as [U+6F22], so that nothing is lost or printed as an empty box."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    lacking = set(text) - covered() - {"\n"}
    for character in lacking:
        text = text.replace(character, f"[U+{ord(character):04X}]")
    return text
