"""Templates to HTML. Local time with its offset; a page may load our one style sheet and nothing else."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from api.pages import words
from api.problems import Problem, json_answer
from domain.kernel.calendar import VIETNAM, moment_of
from domain.kinds import KINDS
from domain.limits import words as limit_words

FOLDER = Path(__file__).parent.parent
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def local(moment: datetime | str) -> str:
    """ "03/02/2026 08:00:00 +07:00"."""
    value = moment_of(moment) if isinstance(moment, str) else moment
    return value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00")


def day(value: date | datetime | str | None) -> str:
    """ "03/02/2026", the Vietnamese calendar day of a moment."""
    if isinstance(value, str):
        value = moment_of(value)
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return value.strftime("%d/%m/%Y") if value else ""


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(local=local, day=day)
    environment.globals.update(words=words, KINDS=KINDS, limit_words=limit_words)
    return environment


ENVIRONMENT = _environment()


def page(name: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> Response:
    """A rendered template."""
    text = ENVIRONMENT.get_template(name).render(values)
    return HTMLResponse(text, status, {**HEADERS, **(headers or {})})


def answer(request: Request, problem: Problem) -> Response:
    """A problem as a page for who reads pages, as a document for everybody else."""
    reads_pages = request.url.path.startswith(("/pages", "/login/ticket")) and request.method == "GET"
    if not reads_pages:
        return json_answer(request, problem)
    return page("problem.html", problem.status, dict(problem.headers), problem=problem)
