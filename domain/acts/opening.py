"""Module 2: opening a criminal case (khởi tố vụ án). BLTTHS-2015/143, 153-156, 161"""

from typing import Any

from domain.acts.shapes import Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, ActType
from domain.kernel.data import Day, Text
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Charge


class Opened(Supervised):
    """The decision to open a case names the offence and the facts."""

    offences: tuple[Charge, ...] = ()
    facts: Text | None = None
    incident_on: Day | None = None
    place: Text | None = None


def _opened(state: CriminalCase, recorded: Recorded) -> Any:
    return state.evolved(stage="investigation", offences=recorded.act.data.offences)


CASE_OPENED = ActType(
    key="case.opened.v1",
    name_vi="Quyết định khởi tố vụ án hình sự",
    name_en="Criminal case opened",
    module="M2",
    issuer="investigating_body",
    law=("BLTTHS-2015/153/1", "BLTTHS-2015/143", "BLTTHS-2015/154/1"),
    lawful_from=(NEW, "verification"),
    starts=("investigation@172.1", "institution_send_24h@154.2"),
    ends=("source_verification@147",),
    data=Opened,
    apply=_opened,
)

CHAPTER = (CASE_OPENED,)
