"""A stream being made: each act judged by the domain on the state that the acts before it leave."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from domain.kernel.act import Act, Actor, Asked, Link, Recorded
from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_body
from domain.kernel.deciding import apply, decide, initial
from domain.kernel.personal import personal_paths
from domain.kernel.rule_sets import current_rule_set
from ledger import format as act_format
from ledger.format import Envelope
from ops.synth.chance import identifier, salt
from ops.synth.nation import Office

if TYPE_CHECKING:
    from ops.synth.region import Region


class Made(NamedTuple):
    """An act of a history, as an officer's machine would send it, and when it would be entered."""

    kind: str
    stream: UUID
    version: int
    occurred: datetime
    entered: datetime
    data: bytes  # to be signed
    hash: bytes  # of `data`
    disclosures: tuple[bytes, ...]
    certificate: str  # SHA-256 of the signer's
    act: Act

    def link(self, relation: str) -> Link:
        """A link that names this act."""
        return Link(stream=str(self.stream), version=self.version, hash=self.hash.hex(), relation=relation)


@dataclass(frozen=True, slots=True)
class _Form:
    """What is known of an act type beforehand."""

    act_type: ActType
    numbered: bool  # the procuracy's own act with a number
    issued: bool  # another agency's act, which names its issuer


def _form(act_type: ActType) -> _Form:
    fields = act_type.data.model_fields
    issuer = fields.get("issuer")
    return _Form(act_type, act_type.own and "number" in fields, issuer is not None and issuer.is_required())


_FORMS: Mapping[str, _Form] = {key: _form(act_type) for key, act_type in CATALOGUE.items()}


class File:
    """One stream of a region."""

    __slots__ = ("_entered", "_hash", "kind", "newest", "office", "prosecutor", "region", "state", "stream")

    def __init__(self, region: "Region", kind: str, office: Office, prosecutor: Actor, stream: UUID) -> None:
        self.region, self.kind, self.office, self.prosecutor, self.stream = region, kind, office, prosecutor, stream
        self.state: Any = initial(kind)
        self._hash: bytes | None = None
        self._entered: datetime | None = None
        self.newest: Made | None = None  # the last act

    @property
    def version(self) -> int:
        """Version of the newest act."""
        version: int = self.state.version
        return version

    @property
    def stage(self) -> str:
        """Stage of the stream."""
        return str(self.state.stage)

    def does(
        self,
        key: str,
        data: dict[str, Any] | None = None,
        *,
        links: Iterable[Link] = (),
        by: Actor | None = None,
        office: Office | None = None,
        occurred: datetime | None = None,
        not_before: datetime | None = None,
    ) -> Made:
        """Has an act happen now; `occurred` when it happened earlier and is entered now. It is entered some time later,
        not before `not_before`. Raises: NotAnAct, Refused.
        """
        region, form = self.region, _FORMS[key]
        office = office or self.office
        at = occurred or region.now
        by = by or office.signer(form.act_type, self.prosecutor, region.chance)
        content = dict(data or {})
        version = self.version + 1
        if form.numbered and office is not region.supreme:  # whose numbers no region alone can give
            content["number"] = region.number(self, key, office, version)
        elif form.issued and "issuer" not in content:
            content["issuer"] = region.issuer(form.act_type.issuer)
        asked = Asked(
            self.kind, key, at.isoformat(timespec="seconds"), "instant", current_rule_set(), by, (), tuple(links),
            content,
        )  # fmt: skip
        act = decide(self.state, region.organisation, asked)
        envelope = Envelope(region.origin, self.stream, version, self._hash, identifier(self.stream, version))
        signed, disclosures = act_format.encode(
            envelope, act_body(act), personal_paths(act), lambda path: salt(self.stream, version, path)
        )
        self._hash = hashlib.sha256(signed).digest()
        self.state = apply(self.state, Recorded(self.stream, version, 0, self._hash.hex(), region.now, act))
        entered = region.entry(at if occurred is None else region.now)
        self._entered = max(entered, self._entered or entered, not_before or entered)
        made = Made(
            self.kind, self.stream, version, at, self._entered, signed, self._hash,
            tuple(item.encoded for item in disclosures), by.certificate, act,
        )  # fmt: skip
        region.made.append(made)
        self.newest = made
        return made
