"""Login: a challenge, its answer, and the one-time link that gives a browser the session."""

import base64
import re
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from api.context import COOKIE, TheBody, TheJson, TheParts, envelope_of
from api.errors import BadRequest
from api.sessions import LOGIN_TYPE, TOKEN_S

router = APIRouter(tags=["login"])

_HASH = re.compile(r"[0-9a-f]{64}")


@router.post("/login/challenge", summary="A challenge to sign with one's certificate")
def challenge(asked: TheJson, parts: TheParts) -> dict[str, Any]:
    certificate = asked.get("certificate")
    if not isinstance(certificate, str) or not _HASH.fullmatch(certificate):
        raise BadRequest("/certificate", "sha256_hex")
    payload = base64.b64encode(parts.sessions.challenge(certificate)).decode()
    return {"payload": payload, "payloadType": LOGIN_TYPE}


@router.post("/login", summary="Answer a challenge: a token for fifteen minutes")
def log_in(body: TheBody, parts: TheParts) -> dict[str, Any]:
    answer = parts.sessions.log_in(envelope_of(body))
    officer = answer.session.officer
    return {
        "token": answer.token,
        "token_type": "Bearer",
        "expires_at": answer.expires_at.isoformat(),
        "officer": str(officer.officer),
        "name": officer.name,
        "link": f"/login/ticket/{answer.ticket}",
    }


@router.get("/login/ticket/{code}", summary="One-time link: sets the session cookie", status_code=303)
def redeem(code: Annotated[str, Path(max_length=100)], request: Request, parts: TheParts) -> Response:
    token = parts.sessions.redeem(code)
    response = RedirectResponse("/pages/cases", 303)
    response.set_cookie(
        COOKIE, token, max_age=TOKEN_S, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return response


@router.post("/logout", summary="Forget the session cookie", status_code=303)
def log_out() -> Response:
    response = RedirectResponse("/pages/login", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response
