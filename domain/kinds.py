"""Kinds of stream, each with the state it begins in."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.organisation.state import Organisation
from domain.states.complaint import Complaint
from domain.states.criminal_case import CriminalCase
from domain.states.direct_supervision import DirectSupervision
from domain.states.dossier import Dossier
from domain.states.enforcement import Enforcement
from domain.states.information_source import InformationSource
from domain.states.legal_assistance import LegalAssistance
from domain.states.petition import Petition
from domain.states.stream import Stream


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of stream."""

    key: str
    name_vi: str
    name_en: str
    initial: Stream


_KINDS = (
    Kind("organisation", "Tổ chức bộ máy", "Organisation", Organisation()),
    Kind("information_source", "Nguồn tin về tội phạm", "Source of information on a crime", InformationSource()),
    Kind("criminal_case", "Vụ án hình sự", "Criminal case", CriminalCase()),
    Kind("enforcement", "Thi hành án hình sự", "Execution of a criminal judgment", Enforcement()),
    Kind("complaint", "Khiếu nại, tố cáo trong hoạt động tư pháp", "Complaint in judicial activity", Complaint()),
    Kind("legal_assistance", "Tương trợ tư pháp về hình sự", "Mutual legal assistance", LegalAssistance()),
    Kind("dossier", "Hồ sơ", "Dossier", Dossier()),
    Kind("petition", "Kiến nghị, yêu cầu", "Petition to an agency", Petition()),
    Kind("direct_supervision", "Trực tiếp kiểm sát, kiểm tra", "Direct supervision", DirectSupervision()),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in _KINDS}
