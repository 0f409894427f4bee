"""The supervision file of a case: documents by folio, hand-overs with receipts. BLTTHS-2015/131"""

from ops.synth.accused import Case, day
from ops.synth.region import Process, Region
from ops.synth.streams import File

TITLES = (
    ("Quyết định khởi tố vụ án hình sự", "decision"), ("Quyết định khởi tố bị can", "decision"),
    ("Yêu cầu điều tra", "demand"), ("Biên bản ghi lời khai", "minutes"), ("Kết luận giám định", "evidence"),
    ("Bản kết luận điều tra", "decision"), ("Cáo trạng", "decision"), ("Bản án sơ thẩm", "decision"),
)  # fmt: skip


def dossier(case: Case) -> Process:
    """The file grows while the case goes on, goes up and comes back, and is closed."""
    region = case.region
    file = region.open("dossier", case.file.office, case.file.prosecutor)
    file.does("supervision_file.opened.v1", {
        "file": "supervision_file", "of": str(case.file.stream), "keeper": str(file.prosecutor.officer),
    })  # fmt: skip
    for number, (title, sort) in enumerate(TITLES[: 3 + region.chance.randrange(len(TITLES) - 2)]):
        yield region.days(1, 12)
        _added(region, file, title, sort)
        if number == 2 and region.chance.one_in(region.model.shares["investigation"]["prosecutor_replaced"]):
            yield from _handed_on(case, file)
        if number == 3 and region.chance.one_in(0.25):
            yield from _sent_up(region, file)
            if file.stage != "open":
                return
    yield region.days(15, 40)
    if region.breaks("folio_gap"):
        missing = [region.chance.randrange(1, file.state.last_page + 1)]
        reported = file.does(
            "dossier_discrepancy.reported.v1", {"missing": missing, "measures": "Đang xác minh, tìm lại."}
        )
        region.wrong("folio_gap", file, reported.version)
    total = file.state.last_page
    if region.chance.one_in(0.3):
        _scanned(region, file, total)
    file.does("dossier.closed.v1", {"folio_total": total, "index_hash": "0" * 64, "retention_class": "20 năm"})
    yield region.days(10, 60)
    archived = {"archive_number": region.register("archive", file.office), "retention": "20 năm"}
    file.does("dossier.archived.v1", archived)


def _handed_on(case: Case, file: File) -> Process:
    """Another prosecutor takes the case, and gets the file from the one before."""
    region, office = case.region, file.office
    if case.file.stage != "investigation" or case.file.office is not office:
        return
    before = case.file.prosecutor
    after = region.chance.pick([each for each in office.actors["KSV"] if each.officer != before.officer])
    names = {"replaced": str(before.officer), "prosecutor": str(after.officer)}
    replaced = case.file.does("prosecutor.replaced.v1", {**names, "reason": "Điều động công tác."})
    case.file.prosecutor = after
    if region.breaks("missing_assignment_handover"):
        region.lapses("missing_assignment_handover", case.file, replaced.version, days=12)
        return
    yield region.hours(5, 60)
    items = {"outgoing": str(before.officer), "incoming": str(after.officer), "items": ["Hồ sơ kiểm sát"]}
    file.does("assignment_handover.recorded.v1", items)
    file.prosecutor = after


def _added(region: Region, file: File, title: str, sort: str) -> None:
    first = file.state.last_page + 1
    last = first + region.chance.randrange(6)
    file.does("document.added.v1", {
        "title": title, "sort": sort, "folio_from": first, "folio_to": last, "made_on": day(region.now).isoformat(),
        "origin": "Bản sao do cơ quan tiến hành tố tụng gửi", "reliability": "principal_copy",
    })  # fmt: skip


def _scanned(region: Region, file: File, total: int) -> None:
    """Every folio scanned, and the quality looked at."""
    unchecked = region.breaks("unchecked_scan")
    scanned = file.does("document.digitised.v1", {
        "folio_from": 1, "folio_to": total, "scan_profile": "PDF/A 300 dpi", "file_hash": "0" * 64,
        "operator": str(file.prosecutor.officer), "quality_checked": not unchecked,
    })  # fmt: skip
    if unchecked:
        region.wrong("unchecked_scan", file, scanned.version)


def _sent_up(region: Region, file: File) -> Process:
    """The file goes to the provincial office and comes back with every folio."""
    folios, differs = file.state.last_page, region.breaks("folio_count_differs")
    sent = file.does("dossier.handed_over.v1", {
        "to_agency": region.province.office.name, "purpose": "loan", "folio_count": folios - differs,
    })  # fmt: skip
    if differs:
        region.wrong("folio_count_differs", file, sent.version)
    if region.breaks("handover_without_receipt"):
        region.lapses("handover_without_receipt", file, sent.version, days=30)
        return
    yield region.days(4, 15)
    file.does("dossier.received.v1", {"from_agency": region.province.office.name, "folio_count": folios})
