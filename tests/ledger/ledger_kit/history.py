"""A real history, decided by the domain: the founding of an organisation and the beginning of a case."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.coding import act_body, asked_from_json
from domain.kernel.deciding import apply, decide, initial
from domain.kernel.personal import personal_paths
from domain.organisation.state import Organisation
from ledger.format import Envelope
from ledger_kit.writing import OFFICER, Made, Writer

ORGANISATION, CASE, ACCUSED = UUID(int=1), UUID(int=2), UUID(int=3)
RECORDED_AT = datetime(2026, 11, 1, tzinfo=UTC)


class History:
    """Decides, signs and folds acts one after the other, as the write path does."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.states: dict[UUID, list[Any]] = {}
        self.made: list[Made] = []

    def add(self, stream: UUID, kind: str, act_type: str, data: dict[str, Any]) -> Made:
        """Raises: the domain's Refused, NotAnAct."""
        states = self.states.setdefault(stream, [initial(kind)])
        organisation = self.states[ORGANISATION][-1]
        assert isinstance(organisation, Organisation)
        asked = asked_from_json(self.writer.body(kind=kind, type=act_type, data=data))
        act = decide(states[-1], organisation, asked)
        version, previous = self.writer.heads.get(stream, (0, None))
        envelope = Envelope(self.writer.origin, stream, version + 1, previous, UUID(int=1000 + len(self.made)))
        made = self.writer.sign(envelope, act_body(act), personal_paths(act))
        self.writer.heads[stream] = (version + 1, made.signed.act_hash)
        self.made.append(made)
        digest = sha256(made.signed.act).hexdigest()
        states.append(apply(states[-1], Recorded(stream, version + 1, len(self.made), digest, RECORDED_AT, act)))
        return made


def begun(writer: Writer) -> History:
    """An organisation of one unit and one head, and a case with one accused."""
    history = History(writer)
    founding = {
        "unit": "TC",
        "unit_name": "Viện kiểm sát nhân dân tối cao",
        "valid_from": "1960-07-26",
        "officer": OFFICER,
        "officer_name": "Nguyễn Văn Đức",
        "title": "VT",
        "since": "2020-01-01",
        "certificate": writer.certificate.hex(),
    }
    unit = {
        "code": "01",
        "name": "Viện kiểm sát nhân dân thành phố Hà Nội",
        "level": "provincial",
        "parent": "TC",
        "valid_from": "1960-07-26",
    }
    charge = {"article": "174", "clause": "1", "offence": "Tội lừa đảo chiếm đoạt tài sản"}
    accused = {
        "person": str(ACCUSED),
        "label": "bị can 1",
        "name": "Trần Thị Bé",
        "birth_date": "1990-02-03",
        "charges": [charge],
    }
    issuer = {"agency": "Cơ quan Cảnh sát điều tra Công an thành phố Hà Nội", "number": "15/QĐ-CSĐT"}
    history.add(ORGANISATION, "organisation", "organisation.founded.v1", founding)
    history.add(ORGANISATION, "organisation", "unit.founded.v1", unit)
    history.add(CASE, "criminal_case", "case.opened.v1", {"issuer": issuer, "offences": [charge]})
    history.add(CASE, "criminal_case", "accused.charged.v1", {"issuer": issuer, "accused": [accused]})
    history.add(CASE, "criminal_case", "charge.approved.v1", {"number": "20/QĐ-VKS", "accused": [str(ACCUSED)]})
    return history
