"""Typesetting one volume, in a process of its own: the typesetter keeps what it has seen for as long as its process
lives, and gives it back when that ends.

    python -m api.exports.typesetting FOLDER VOLUME FONTS SECONDS

makes VOLUME.pdf from form.json and rows-VOLUME.json in FOLDER, with the fonts in FONTS and the date SECONDS after 1970.
"""

import json
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import typst

MODULE = "api.exports.typesetting"
AT_ONCE = threading.BoundedSemaphore(2)  # volumes at a time in one service: each takes some 300 MB
FORM = Path(__file__).with_name("form.typ")


class TypesettingFailed(Exception):
    """`said` is what the process left on its error output."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def typeset(folder: Path, volume: int, fonts: Path, moment: datetime) -> Path:
    """The PDF of a volume. Raises: TypesettingFailed."""
    command = (sys.executable, "-P", "-m", MODULE, str(folder), str(volume), str(fonts), str(int(moment.timestamp())))
    with AT_ONCE:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        raise TypesettingFailed(done.stderr.decode(errors="replace")[-2000:])
    return folder / f"{volume}.pdf"


def main(folder: Path, volume: int, fonts: Path, seconds: int) -> None:
    """The work of the process."""
    form = json.loads((folder / "form.json").read_bytes())
    rows = json.loads((folder / f"rows-{volume}.json").read_bytes())
    data = f"data-{volume}.json"
    (folder / data).write_text(json.dumps({**form, "volume": volume, "rows": rows}))
    only = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(FORM.read_bytes(), str(folder), only, sys_inputs={"data": f"/{data}"})
    made = compiler.compile(pdf_standards="a-2b", timestamp=seconds, pdf_tags=False)
    assert isinstance(made, bytes)  # one document was asked for
    (folder / f"{volume}.pdf").write_bytes(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
