"""Words as they are searched for: lower case and without diacritics, so that "nguyen van duc" is "Nguyễn Văn Đức"."""

import re
import unicodedata

_STRIPPED: dict[int, str | None] = {**dict.fromkeys(range(0x0300, 0x0370)), ord("đ"): "d"}  # đ is a letter of its own
_WORD = re.compile(r"\w+")


def fold_text(text: str) -> str:
    """The text in lower case, its letters without marks. Folding twice gives the same as folding once."""
    decomposed = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFD", decomposed).translate(_STRIPPED)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, each once, in order."""
    return tuple(dict.fromkeys(_WORD.findall(fold_text(text))))
