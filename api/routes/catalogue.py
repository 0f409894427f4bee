"""What may be recorded, and who may sign: the catalogue of acts, the organisation as of a position."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Request, Response

from api.context import LOGGED_IN, AsOfText, TheParts, TheSession, as_of, stamp
from api.errors import NotFound
from api.jsonable import jsonable
from api.states import standing_of
from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.rule_sets import current_rule_set
from ledger import reading
from ledger.batch import ORGANISATION

router = APIRouter(tags=["catalogue"], dependencies=LOGGED_IN)

DECLARED = (
    "key", "kinds", "name_vi", "name_en", "module", "issuer", "signed_by", "levels", "law", "form", "lawful_from",
    "starts", "ends", "extends", "confirmed", "source",
)  # fmt: skip


@router.get("/catalogue", summary="Every act type, in the order of the procedure")
def catalogue(response: Response, session: TheSession) -> dict[str, Any]:
    response.headers["Rule-Set"] = current_rule_set()
    return {"rule_set": current_rule_set(), "acts": [_declared(act_type) for act_type in CATALOGUE.values()]}


@router.get("/catalogue/{key}", summary="One act type with the JSON schema of its data")
def act_type(key: Annotated[str, Path(max_length=80)], response: Response, session: TheSession) -> dict[str, Any]:
    if key not in CATALOGUE:
        raise NotFound(f"act type {key}")
    response.headers["Rule-Set"] = current_rule_set()
    return {**_declared(CATALOGUE[key]), "data": CATALOGUE[key].data.model_json_schema()}


@router.get("/openapi.json", summary="This interface, as OpenAPI 3.1")
def openapi(request: Request, session: TheSession) -> Response:
    return Response(orjson.dumps(request.app.openapi()), 200, None, "application/json")


@router.get("/organisation", summary="Units, officers, titles, delegations and certificates as of a position")
def organisation(response: Response, parts: TheParts, session: TheSession, position: AsOfText = None) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, position)
        standing = parts.write_path.organisation.refresh()
        if standing.position > at.position:
            acts = reading.organisation(connection, 0, at.position)
            standing = standing_of(standing.stream, ORGANISATION, acts)
    stamp(response, at)
    if standing.version == 0:
        raise NotFound("organisation")
    return {"stream": str(standing.stream), "version": standing.version, **jsonable(standing.state)}


def _declared(act_type: ActType) -> dict[str, Any]:
    return {name: jsonable(getattr(act_type, name)) for name in DECLARED}
