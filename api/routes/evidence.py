"""Handing in certificates and revocation lists, for officers who keep the organisation."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header

from api.context import LOGGED_IN, TheBody, TheParts, TheSession
from api.errors import BadRequest, Forbidden
from api.sessions import Session
from domain.kernel.act_type import REGISTRAR
from domain.kernel.calendar import VIETNAM

router = APIRouter(tags=["evidence"], dependencies=LOGGED_IN)

CERTIFICATE = "application/pkix-cert"  # RFC 2585
REVOCATION_LIST = "application/pkix-crl"


@router.post("/certificates", status_code=201, summary="Hand in a certificate or a revocation list (DER)")
def hand_in(
    body: TheBody, parts: TheParts, session: TheSession, content_type: Annotated[str, Header(max_length=100)] = ""
) -> dict[str, Any]:
    _check_keeps_organisation(session)
    match content_type.partition(";")[0].strip().lower():
        case "application/pkix-cert":
            return {"certificate": parts.certificates.take_certificate(body).hex()}
        case "application/pkix-crl":
            return {"revocation_list": parts.certificates.take_revocation_list(body).hex()}
    raise BadRequest("Content-Type", f"{CERTIFICATE}_or_{REVOCATION_LIST}")


def _check_keeps_organisation(session: Session) -> None:
    """Raises: Forbidden unless the officer holds a title today that signs acts of the organisation."""
    today = datetime.now(UTC).astimezone(VIETNAM).date()
    held = {appointment.title for appointment in session.officer.appointments if appointment.holds_on(today)}
    if not held & set(REGISTRAR):
        raise Forbidden("organisation_rights")
