"""Module 3: what the procuracy decides on exhibits and property. BLTTHS-2015/106"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.shapes import Own
from domain.kernel.act_type import HEAD, ActType
from domain.kernel.checks import linked
from domain.kernel.data import Flagged, Text, Word
from domain.states.parts import Party

STAGES = ("prosecution", "discontinued")


class ExhibitsDisposed(Own):
    """What becomes of exhibits when the procuracy discontinues the case."""

    exhibits: tuple[Word, ...]
    disposition: Literal["confiscate", "destroy", "return", "sell", "hand_to_specialised_body"]


class DecisionAnnulled(Own):
    """A decision on exhibits or property is annulled. A link of relation `annuls` names it."""

    reason: Text


class PropertyReturned(Own):
    """Property goes back to its owner or lawful manager."""

    items: tuple[Text, ...]
    to_party: Party
    exhibit: Flagged  # the property is an exhibit


class ExhibitsTransferred(Own):
    """Exhibits move from one store to another."""

    exhibits: tuple[Word, ...]
    from_store: Text
    to_store: Text


CHAPTER = (
    ActType(
        key="exhibits.disposed.v1", name_vi="Quyết định xử lý vật chứng", name_en="Exhibits disposed of",
        codes=("exhibit_disposed",), module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/106/1", "BLTTHS-2015/106/2", "BLTTHS-2015/106/3"), form="169/HS", lawful_from=STAGES,
        data=ExhibitsDisposed, apply=unchanged,
    ),
    ActType(
        key="exhibit_disposal.annulled.v1", name_vi="Hủy bỏ quyết định xử lý vật chứng",
        name_en="Disposal of exhibits annulled", codes=("exhibit_disposal_cancelled",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/41/2/h",), form="170/HS",
        lawful_from=(*STAGES, "investigation_discontinued"), checks=(linked("annuls", "BLTTHS-2015/41/2/h"),),
        data=DecisionAnnulled, apply=unchanged,
    ),
    ActType(
        key="property.returned.v1", name_vi="Quyết định trả lại tài sản", name_en="Property returned",
        codes=("property_returned",), module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/106/3/a", "BLTTHS-2015/106/3/b"), form="171/HS", lawful_from=STAGES,
        data=PropertyReturned, apply=unchanged,
    ),
    ActType(
        key="property_return.annulled.v1", name_vi="Hủy bỏ quyết định trả lại tài sản",
        name_en="Return of property annulled", codes=("property_return_cancelled",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/106/3", "BLTTHS-2015/41/2/h"),
        form="172/HS", lawful_from=(*STAGES, "investigation", "supplementary_investigation"),
        checks=(linked("annuls", "BLTTHS-2015/41/2/h"),),
        data=DecisionAnnulled, apply=unchanged,
    ),
    ActType(
        key="exhibits.transferred.v1", name_vi="Quyết định chuyển vật chứng", name_en="Exhibits transferred",
        codes=("exhibit_transferred",), module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/238/1", "BLTTHS-2015/276/1"), form="173/HS", lawful_from=("prosecution", "indicted"),
        data=ExhibitsTransferred, apply=unchanged, confirmed=False,
        source="title of form 173/HS; its legal basis not read",
    ),
)  # fmt: skip
