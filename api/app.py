"""The HTTP application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI

from api.openapi import document
from api.pages import deadlines as deadline_pages
from api.pages import findings as finding_pages
from api.pages import law as law_pages
from api.pages import reports as report_pages
from api.pages import routes as pages
from api.pages import search as search_pages
from api.pages import statistics as statistics_pages
from api.pages import supervision as supervision_pages
from api.pages.rendering import answer
from api.parts import Deployment, running
from api.problems import add_handlers
from api.routes import (
    acts,
    cases,
    catalogue,
    deadlines,
    evidence,
    exports,
    findings,
    login,
    registers,
    reports,
    search,
    statistics,
    supervision,
    tree,
)

ROUTES = (
    exports, acts, cases, catalogue, registers, deadlines, findings, tree, evidence, login, pages, law_pages,
    deadline_pages, finding_pages, statistics, statistics_pages, reports, report_pages,
    search, search_pages, supervision, supervision_pages,
)  # fmt: skip
THREADS = 128  # requests at work at once; most of them wait for the sequencer


def create_app(
    *,
    service: str,
    projector: str,
    reader: str,
    origin: str,
    trust_folder: Path,
    keys_folder: Path,
    checkpoint_folder: Path,
) -> FastAPI:
    """The application; its parts start and end with it. See api/parts.py for the parameters."""
    deployment = Deployment(service, projector, reader, origin, trust_folder, keys_folder, checkpoint_folder)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        with running(deployment) as parts:
            app.state.parts = parts
            yield

    app = FastAPI(
        title="Sổ Cái",
        version="1",
        summary="Audit-grade ledger of procedural acts for the Vietnamese People's Procuracy",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    for module in ROUTES:
        app.include_router(module.router)
    add_handlers(app, answer)
    app.openapi = lambda: document(app)  # type: ignore[method-assign]
    return app
