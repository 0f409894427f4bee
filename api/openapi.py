"""OpenAPI 3.1 from the routes and the catalogue: what may be proposed is a union over the act types with their data.

The golden copy is written by `python -m api.openapi > tests/api/openapi.json`.
"""

import sys
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.context import COOKIE
from api.problems import MEDIA_TYPE
from domain.kernel.act import Actor, Document, Link
from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.rule_sets import RULE_SETS
from signing.dsse import ACT_TYPE

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"
OPEN = ("/health", "/checkpoint", "/checkpoint/keys", "/tile/{path}", "/login/challenge", "/login",
        "/login/ticket/{code}", "/logout")  # fmt: skip
UUID: Schema = {"type": "string", "format": "uuid"}
HEX: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
BASE64: Schema = {"type": "string", "contentEncoding": "base64"}


def document(app: FastAPI) -> Schema:
    """The description of the interface."""
    made = get_openapi(
        title=app.title, version=app.version, summary=app.summary, openapi_version="3.1.0", routes=app.routes
    )
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= _common() | _commands()
    made["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "Token from POST /login, good for 15 minutes"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    }
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _finish(path, operation)
    _bodies(made["paths"])
    return made


def _finish(path: str, operation: Schema) -> None:
    """Problems instead of FastAPI's own errors, and who may call."""
    operation["responses"].pop("422", None)
    problem = {MEDIA_TYPE: {"schema": _ref("Problem")}}
    operation["responses"]["default"] = {"description": "Problem (RFC 9457)", "content": problem}
    operation["security"] = [] if path in OPEN else [{"bearer": []}, {"cookie": []}]


def _bodies(paths: Schema) -> None:
    keys = list(CATALOGUE)
    command: Schema = {
        "oneOf": [_ref(f"command.{key}") for key in keys],
        "discriminator": {
            "propertyName": "type",
            "mapping": {key: REFERENCE.format(model=f"command.{key}") for key in keys},
        },
    }
    _body(paths["/acts/propose"]["post"], command, _ref("Proposal"), "200")
    _body(paths["/acts"]["post"], _ref("SignedAct"), _ref("Envelope"), "201")
    paths["/receipts/{command_id}"]["get"]["responses"]["200"]["content"] = {
        "application/json": {"schema": _ref("Envelope")}
    }
    _body(
        paths["/login/challenge"]["post"],
        {"type": "object", "required": ["certificate"], "properties": {"certificate": HEX}},
    )
    _body(paths["/login"]["post"], _ref("Envelope"))
    binary = {"schema": {"type": "string", "format": "binary"}}
    paths["/certificates"]["post"]["requestBody"] = {
        "required": True,
        "content": {"application/pkix-cert": binary, "application/pkix-crl": binary},
    }


def _body(operation: Schema, asked: Schema, answered: Schema | None = None, status: str = "") -> None:
    operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": asked}}}
    if answered is not None:
        operation["responses"][status]["content"] = {"application/json": {"schema": answered}}


def _commands() -> Schema:
    """A schema for each act type, and the models they refer to."""
    models: list[type[BaseModel]] = [Actor, Document, Link, *(act_type.data for act_type in CATALOGUE.values())]
    named, definitions = models_json_schema(
        [(model, "validation") for model in dict.fromkeys(models)], ref_template=REFERENCE
    )
    schemas: Schema = dict(definitions["$defs"])
    for act_type in CATALOGUE.values():
        schemas[f"command.{act_type.key}"] = _command(act_type, named[act_type.data, "validation"])
    actor = schemas["Actor"]
    actor["required"] = [name for name in actor["required"] if name not in ("officer", "certificate")]
    actor["description"] += " Officer and certificate are those of the session when left out."
    return schemas


def _command(act_type: ActType, data: Schema) -> Schema:
    return {
        "type": "object",
        "title": act_type.name_vi,
        "description": f"{act_type.name_en}. {', '.join(act_type.law)}.",
        "required": ["kind", "type", "occurred_at", "actor", "data"],
        "additionalProperties": False,
        "properties": {
            "stream": {**UUID, "description": "The file; left out, the act opens a new one. Needs If-Match."},
            "command_id": {**UUID, "description": "Idempotency key; made up when left out"},
            "kind": {"enum": list(act_type.kinds)},
            "type": {"const": act_type.key},
            "occurred_at": {"type": "string", "format": "date-time"},
            "precision": {"enum": ["instant", "day", "month", "unknown"], "default": "instant"},
            "rule_set": {"enum": list(RULE_SETS), "description": "The current one when left out"},
            "actor": _ref("Actor"),
            "documents": {"type": "array", "items": _ref("Document"), "default": []},
            "links": {"type": "array", "items": _ref("Link"), "default": []},
            "data": data,
        },
    }


def _common() -> Schema:
    signatures: Schema = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "object", "required": ["sig"], "properties": {"sig": BASE64, "keyid": {"type": "string"}}},
    }
    envelope: Schema = {"payload": BASE64, "payloadType": {"type": "string"}, "signatures": signatures}
    disclosures: Schema = {
        "type": "array",
        "items": {"type": "string", "description": "Canonical JSON of [salt, path, value]"},
    }
    unsigned: Schema = {"payload": BASE64, "payloadType": {"const": ACT_TYPE}, "disclosures": disclosures}
    place: Schema = {
        "stream": UUID,
        "version": {"type": "integer", "minimum": 1},
        "previous": {"anyOf": [HEX, {"type": "null"}]},
        "command_id": UUID,
        "act": {"type": "object", "description": "The payload, for reading"},
    }
    return {
        "Envelope": _object(envelope, "DSSE envelope"),
        "SignedAct": _object({**envelope, "payloadType": {"const": ACT_TYPE}, "disclosures": disclosures},
                             "A proposal with the signature over the DSSE encoding of payloadType and payload"),
        "Proposal": _object({**unsigned, **place}, "What to sign"),
        "Problem": {
            "type": "object",
            "required": ["type", "title", "title_en", "status", "code"],
            "properties": {
                "type": {"type": "string", "format": "uri"},
                "title": {"type": "string", "description": "Vietnamese"},
                "title_en": {"type": "string"},
                "status": {"type": "integer"},
                "code": {"type": "string"},
                "rule": {"type": "string", "description": "The rule that refuses, for code `refused`"},
                "article": {"type": "string"},
                "facts": {"type": "object"},
                "errors": {
                    "type": "array",
                    "items": {"type": "object", "properties": {key: {"type": "string"} for key in ("pointer", "code")}},
                },
            },
        },
    }  # fmt: skip


def _object(properties: Schema, description: str) -> Schema:
    required = [name for name in properties if name != "act"]
    return {"type": "object", "description": description, "required": required, "properties": properties}


def _ref(name: str) -> Schema:
    return {"$ref": REFERENCE.format(model=name)}


def main() -> None:
    """Writes the document to standard output."""
    from api.app import create_app  # the application imports this module

    here = Path()
    app = create_app(service="", projector="", reader="", origin="", trust_folder=here, keys_folder=here,
                     checkpoint_folder=here)  # fmt: skip
    sys.stdout.buffer.write(orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    main()
