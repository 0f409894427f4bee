"""A dossier is made digital: folio by folio, whole, certified by signature. BLTTHS-2015/131/5, 132 of Law 99/2025"""

from domain.acts.dossiers import CLERKS, DOSSIER
from domain.acts.shapes import Own
from domain.kernel.act import Recorded
from domain.kernel.act_type import PROSECUTOR, ActType, Apply, Breach, Check, Question
from domain.kernel.checks import in_order
from domain.kernel.data import Count, Flagged, Hash, Id, Number, Word
from domain.states.dossier import Dossier

STANDING = ("open", "elsewhere", "closed", "archived")


class Digitised(Own):
    """Sheets are scanned."""

    folio_from: Count
    folio_to: Count
    scan_profile: Word
    file_hash: Hash  # SHA-256 of the scan
    operator: Id
    quality_checked: Flagged


class FullyDigitised(Own):
    """Every sheet is scanned."""

    folio_count: Count
    missing: Number = 0
    index_hash: Hash


class Certified(Own):
    """The digital copy is certified: the officer signs the hashes, with this act."""

    hashes: tuple[Hash, ...]
    time_stamp: Hash | None = None  # SHA-256 of the token


def digital_among(*lawful: str) -> Check:
    """A check that the digital copy stands at one of `lawful`."""

    def check(state: Dossier, question: Question) -> Breach | None:
        if state.digital in lawful:
            return None
        return Breach("digital_state_wrong", "BLTTHS-2015/131/5", {"digital": state.digital, "lawful": list(lawful)})

    return check


def folios_numbered(state: Dossier, question: Question) -> Breach | None:
    """Only sheets that are numbered are scanned, as far as the numbering is in the ledger."""
    data = question.act.data
    if state.last_page == 0 or data.folio_to <= state.last_page:
        return None
    return Breach("folio_unknown", "BLTTHS-2015/131/5", {"from": data.folio_from, "to": data.folio_to})


def nothing_missing(state: Dossier, question: Question) -> Breach | None:
    """A file with sheets missing is not fully digitised."""
    missing = question.act.data.missing
    return Breach("folios_missing", "BLTTHS-2015/131/5", {"missing": missing}) if missing else None


def _digitised(state: Dossier, recorded: Recorded) -> Dossier:
    return state.evolved(digital="partial", digitised=(*state.digitised, recorded.act.data.file_hash))


def _becomes(digital: str) -> Apply:
    def apply(state: Dossier, recorded: Recorded) -> Dossier:
        return state.evolved(digital=digital)

    return apply


CHAPTER = (
    ActType(
        key="document.digitised.v1", codes=("document_digitised",),
        name_vi="Số hóa tài liệu, bút lục", name_en="Document digitised",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=CLERKS, law=("BLTTHS-2015/131/5",),
        lawful_from=STANDING, checks=(in_order("folio_from", "folio_to", "BLTTHS-2015/131/5"), folios_numbered),
        data=Digitised, apply=_digitised,
    ),
    ActType(
        key="dossier.fully_digitised.v1", codes=("dossier_fully_digitised",),
        name_vi="Hoàn thành số hóa hồ sơ", name_en="Dossier fully digitised",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR, law=("BLTTHS-2015/131/5",),
        lawful_from=STANDING, checks=(digital_among("partial"), nothing_missing),
        data=FullyDigitised, apply=_becomes("full"),
    ),
    ActType(
        key="digital_copy.certified.v1", codes=("digital_copy_certified",),
        name_vi="Xác nhận bản số hóa bằng chữ ký số", name_en="Digital copy certified by signature",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=(*PROSECUTOR, "registrar"),
        law=("BLTTHS-2015/131/5", "BLTTHS-2015/132"), lawful_from=STANDING,
        checks=(digital_among("full", "partial"),), data=Certified, apply=_becomes("certified"),
    ),
)  # fmt: skip
