"""Module 1: sources of information on crime (nguồn tin về tội phạm). BLTTHS-2015/143-161

Received, accepted for supervision, verified, and settled: a case is opened, opening is refused, or the
verification is suspended.
"""

from typing import Any, Literal

from domain.acts.shapes import Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, RECORDER, ActType
from domain.kernel.data import Day, Text, Word
from domain.states.information_source import InformationSource
from domain.states.parts import Charge, Party


class Received(Supervised):
    """A denunciation, crime report or initiation proposal comes in."""

    source: Literal["denunciation", "crime_report", "initiation_proposal", "surrender", "detected"]
    informant: Party | None = None
    denounced: tuple[Party, ...] = ()
    summary: Text
    offence: Charge | None = None
    received_on: Day | None = None
    register_number: Word | None = None


def _received(state: InformationSource, recorded: Recorded) -> Any:
    return state.evolved(stage="received", source=recorded.act.data.source)


SOURCE_RECEIVED = ActType(
    key="source.received.v1",
    name_vi="Tiếp nhận tố giác, tin báo về tội phạm, kiến nghị khởi tố",
    name_en="Denunciation, crime report or initiation proposal received",
    module="M1",
    issuer="investigating_body",
    kinds=("information_source",),
    signed_by=RECORDER,
    law=("BLTTHS-2015/145/2", "BLTTHS-2015/146/1"),
    form="01/HS",
    lawful_from=(NEW,),
    starts=("source_forward_immediately@146.2",),
    data=Received,
    apply=_received,
)

CHAPTER = (SOURCE_RECEIVED,)
