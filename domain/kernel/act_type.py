"""The declaration of an act, and what judging it may find."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from domain.kernel.act import Act
from domain.kernel.data import Part
from domain.kernel.sealed import sealed

if TYPE_CHECKING:
    from domain.organisation.state import Organisation

Issuer = Literal["procuracy", "investigating_body", "court", "custody_facility", "party", "other"]
Module = Literal["M1", "M2", "M3", "M4", "M5", "M6", "M9", "M10", "common", "organisation"]
Level = Literal[
    "supreme", "department", "appellate_institute", "high", "provincial", "district", "regional",
    "military_central", "military_region", "military_area",
]  # fmt: skip

HEAD = ("VT", "PVT")  # the head, or a deputy signing KT for the head: BLTTHS-2015/41
HEAD_ONLY = ("VT",)  # BLTTHS-2015/41/3 keeps these from deputies
PROSECUTOR = ("KSV", "VT", "PVT")  # BLTTHS-2015/42
RECORDER = ("KSV", "KTV", "VT", "PVT", "TTDV", "registrar")  # who may enter another agency's act
AGENCY_HEAD = ("TTCQDT", "PTTCQDT")  # of the Supreme Procuracy's own investigating agency: BLTTHS-2015/36
AGENCY_INVESTIGATOR = ("DTV", "TTCQDT", "PTTCQDT")  # BLTTHS-2015/37
REGISTRAR = ("VT", "PVT", "registrar")

ANY = "*"  # among lawful stages: any stage of an open stream
NEW = "new"  # the stage of a stream that no act has opened yet


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that an act does not keep."""

    code: str
    article: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """A breach by another agency (or an omission), kept in the state of the case as a finding."""

    code: str
    article: str
    facts: Mapping[str, Any]
    version: int  # of the act concerned
    hash: str  # of the act concerned


@sealed
class Question:
    """An act under judgment, with what a check may look at beside the state."""

    act: Act
    act_type: "ActType"
    day: date  # Vietnamese calendar day of occurred_at
    organisation: "Organisation | None"  # None when flags are found at replay; own acts always have it


Check = Callable[[Any, Question], Breach | None]
Apply = Callable[[Any, Any], Any]  # (state, Recorded) -> state


@dataclass(frozen=True, slots=True, kw_only=True)
class ActType:
    """An act of the procedure, declared once.

    `impossible` checks refuse whoever issued the act. `checks` refuse the procuracy's own act and flag
    another agency's. `notes` only ever flag: what the procuracy left out is a finding, not a refusal.
    `lawful_from` names the natural predecessor first.
    """

    key: str  # permanent
    name_vi: str
    name_en: str
    module: Module
    issuer: Issuer
    law: tuple[str, ...]
    lawful_from: tuple[str, ...]
    data: type[Part]
    apply: Apply
    kinds: tuple[str, ...] = ("criminal_case",)
    signed_by: tuple[str, ...] = RECORDER
    levels: tuple[Level, ...] = ()  # empty: any level
    codes: tuple[str, ...] = ()  # procedural acts, by their names in the list of the procedure, that this type records
    form: str | None = None  # number in the form set of Circular 03/2026/TT-VKSTC
    form_2018: str | None = None  # number in the set before it (Decision 15/QĐ-VKSTC of 2018), where known
    checks: tuple[Check, ...] = ()
    impossible: tuple[Check, ...] = ()
    notes: tuple[Check, ...] = ()
    starts: tuple[str, ...] = ()  # names of time limits
    ends: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    confirmed: bool = True  # False: the rule was not read in the law's own text
    source: str = "BLTTHS 2015"

    @property
    def kind(self) -> str:
        """The first kind of stream that takes this act."""
        return self.kinds[0]

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The stages that the act may move a stream to, as its change of state declares; empty when it moves none."""
        stages: tuple[str, ...] = getattr(self.apply, "leads_to", ())
        return stages

    @property
    def own(self) -> bool:
        """Whether the procuracy itself issues the act."""
        return self.issuer == "procuracy"
