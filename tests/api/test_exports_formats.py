"""One view in every format: the same rows, what it answers to, the same bytes when it is written again."""

import csv
import io
import json
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pyarrow.parquet as pq
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from api.exports import as_csv, as_pdf, as_xlsx
from api.exports.catalogue import FORMATS, format_named
from api.exports.cells import silent
from api.exports.fonts import faces, printable
from api.exports.label import NotAnExport
from api.exports.view import View, ViewColumn

ROOT = bytes(range(32))
QUERY = {"view": "register", "name": "SO-07", "unit": "HN-KV1", "offence": 'Trộm & cướp, "=1"', "as_of": "12"}
COLUMNS = (
    ViewColumn("number", "Số thứ tự", "No.", "int"),
    ViewColumn("text", "Nội dung", "Content", "text"),
    ViewColumn("day", "Ngày", "Day", "date"),
    ViewColumn("acts", "Quyết định", "Decisions", "texts"),
    ViewColumn("at", "Ghi nhận", "Recorded", "moment"),
    ViewColumn("rate", "Tỷ lệ", "Rate", "decimal"),
    ViewColumn("late", "Quá hạn", "Late", "bool"),
    ViewColumn("_file", "Mã hồ sơ", "File", "uuid"),
)
TEXTS = (
    "Nguyễn Văn Đức, trộm cắp tài sản",
    "=1+1",
    "@SUM(A1:A9)",
    "+84 90",
    "-1",
    "'=đã có dấu",
    "\t=tab",
    'Dòng một\nDòng hai "trích", phẩy; #let x = [a] *đậm* $y$ \\',
    "_x0041_ không phải là A",
    "https://example.invalid/?a=b",
    "0123",
    "",
    None,
    "Ưỡng " * 8_000,
    "x" * 40_000,
)


def rows():
    for number, text in enumerate(TEXTS, 1):
        yield (
            number, text, date(2026, 2, 3), ("12/QĐ-CSĐT: khởi tố", "=x"), datetime(2026, 2, 3, 18, 30, tzinfo=UTC),
            Decimal("-12.50"), number % 2 == 0, UUID(int=number),
        )  # fmt: skip


def view(**changes):
    members = {
        "title_vi": "Sổ thụ lý", "title_en": "Register", "form_no": "07", "confirmed": "partial",
        "unit": "Viện kiểm sát nhân dân khu vực 1", "superior": "Viện kiểm sát nhân dân TP Hà Nội",
        "period": "Năm kiểm sát 2026", "query": QUERY, "position": 12, "root": ROOT,
        "recorded_at": datetime(2026, 2, 3, 1, 2, 3, 456_000, tzinfo=UTC), "rule_set": "2026-01-01",
        "columns": COLUMNS, "rows": rows,
    }  # fmt: skip
    return View(**{**members, **changes})


def written(format_, shown=None):
    return b"".join(format_.chunks(shown or view(), silent))


@pytest.mark.parametrize("format_", FORMATS, ids=lambda each: each.suffix)
def test_written_again_it_is_the_same_to_the_byte(format_, tmp_path, monkeypatch):
    first = written(format_)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TZ", "America/New_York")
    assert written(format_) == first
    assert first.startswith(format_.begins)
    assert list(tmp_path.iterdir()) == []


def test_every_format_carries_the_same_label():
    labels = [each.read(io.BytesIO(written(each))) for each in FORMATS]
    for label in labels:
        assert (dict(label.query), label.position, label.root) == (QUERY, 12, ROOT)
        assert (label.rule_set, label.rows) == ("2026-01-01", len(TEXTS))
    assert len({label.content for label in labels}) == 1


def test_one_cell_that_differs_is_another_content():
    def others():
        for row in rows():
            yield (row[0], "=1+2" if row[1] == "=1+1" else row[1], *row[2:])

    for each in FORMATS:
        one, other = (each.read(io.BytesIO(written(each, shown))) for shown in (view(), view(rows=others)))
        assert one.content != other.content


def test_csv_has_every_row_and_nothing_that_begins_a_formula():
    content = written(format_named("csv")).decode()
    assert not content.startswith("\ufeff")
    assert content.count("\r\n") == len(TEXTS) + 3
    records = list(csv.reader(io.StringIO(content, newline="")))
    assert {len(record) for record in records} == {len(COLUMNS)}
    assert records[1] == [column.key for column in COLUMNS]
    for record, text in zip(records[2:-1], TEXTS, strict=True):
        cell = record[1]
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert (cell[1:] if as_csv.DANGEROUS.match(cell) else cell) == (text or "")
        assert record[4:7] == ["2026-02-04T01:30:00+07:00", "-12.50", "true" if int(record[0]) % 2 == 0 else "false"]


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))))
def test_any_text_comes_back_from_csv_json_and_parquet(texts):
    column = (ViewColumn("text", "Nội dung", "Content", "text"), COLUMNS[0])
    shown = view(columns=column, rows=lambda: ((text, 1) for text in texts))
    records = list(csv.reader(io.StringIO(written(format_named("csv"), shown).decode(), newline="")))[2:-1]
    cells = [record[0] for record in records]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert [cell[1:] if as_csv.DANGEROUS.match(cell) else cell for cell in cells] == [text or "" for text in texts]
    assert [row["text"] for row in json.loads(written(format_named("json"), shown))["rows"]] == texts
    table = pq.read_table(io.BytesIO(written(format_named("parquet"), shown)))
    assert table.column("text").to_pylist() == texts


def test_progress_ends_with_the_last_row():
    for each in FORMATS:
        told = []
        assert b"".join(each.chunks(view(), told.append))
        assert told[-1] == len(TEXTS)


def test_json_is_one_document():
    document = json.loads(written(format_named("json")))
    assert [row["text"] for row in document["rows"]] == list(TEXTS)
    assert document["rows"][0]["acts"] == ["12/QĐ-CSĐT: khởi tố", "=x"]
    assert (document["position"], document["root"], document["query"]) == (12, ROOT.hex(), QUERY)
    assert [column["key"] for column in document["columns"]] == [column.key for column in COLUMNS]


def test_parquet_is_typed():
    table = pq.read_table(io.BytesIO(written(format_named("parquet"))))
    assert table.column("text").to_pylist() == list(TEXTS)
    first = table.slice(0, 1).to_pylist()[0]
    assert (first["day"], first["rate"], first["acts"]) == (
        date(2026, 2, 3),
        Decimal("-12.5"),
        ["12/QĐ-CSĐT: khởi tố", "=x"],
    )
    assert first["at"] == datetime(2026, 2, 3, 18, 30, tzinfo=UTC)
    assert table.schema.field("day").metadata == {b"vi": "Ngày".encode(), b"en": b"Day"}


def test_parquet_goes_on_in_groups(monkeypatch):
    monkeypatch.setattr("api.exports.as_parquet.GROUP", 4)
    stored = pq.ParquetFile(io.BytesIO(written(format_named("parquet"))))
    assert stored.num_row_groups == 4
    assert stored.read().column("text").to_pylist() == list(TEXTS)


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_xlsx_writes_text_as_text():
    content = written(format_named("xlsx"))
    found = sheets(content)
    data = found[as_xlsx.DATA]
    assert data[0][:2] == ["Số thứ tự", "Nội dung"]
    assert data[2] == ["1", "2", "3", "4", "5", "6", "7", ""]
    for row, text in zip(data[3:], TEXTS, strict=True):
        if text is None or len(text) <= as_xlsx.CELL_CHARACTERS:
            assert row[1] == (text or "")
    assert data[3][2:7] == [date(2026, 2, 3), "12/QĐ-CSĐT: khởi tố\n=x", datetime(2026, 2, 4, 1, 30), -12.5, False]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    assert not any("<f>" in part or "<hyperlink" in part for part in parts.values())


def test_xlsx_keeps_texts_longer_than_a_cell_whole():
    long = sheets(written(format_named("xlsx")))[as_xlsx.LONG]
    whole = {}
    for _, line, _, _, part in long[1:]:
        whole[line] = whole.get(line, "") + part
    assert list(whole.values()) == [text for text in TEXTS if text and len(text) > as_xlsx.CELL_CHARACTERS]


def test_xlsx_goes_on_in_the_next_sheet():
    file = io.BytesIO()
    as_xlsx.write(view(), silent, file, sheet_rows=6)
    found = sheets(file.getvalue())
    numbers = [row[0] for name, data in found.items() if name.startswith(as_xlsx.DATA) for row in data[3:]]
    assert numbers == list(range(1, len(TEXTS) + 1))
    assert as_xlsx.read(file).rows == len(TEXTS)


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace("\u200b", "")


def test_pdf_prints_the_form_as_data():
    content = written(format_named("pdf"))
    text = " ".join(text_of(content).split())
    for printed in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 1",
        "Mẫu sổ: 07", "SỔ THỤ LÝ", "Năm kiểm sát 2026", "(1)", "(7)", "03/02/2026", "=1+1", "@SUM(A1:A9)", "-12,50",
        "#let x = [a] *đậm* $y$ \\", "Vị trí / Position 12", ROOT.hex(), "Trang 1/", "Rule set 2026-01-01",
    ):  # fmt: skip
        assert printed in text, printed
    assert "(8)" not in text


def test_pdf_says_that_it_is_pdf_a_2b():
    document = PdfReader(io.BytesIO(written(format_named("pdf"))))
    described = document.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in described
    assert document.trailer["/Root"]["/OutputIntents"]
    assert document.metadata.creation_date == datetime(2026, 2, 3, 1, 2, 3, tzinfo=UTC)


def test_pdf_of_many_rows_is_bound_from_volumes():
    def some():
        yield from list(rows())[:9]

    one, several = io.BytesIO(), io.BytesIO()
    as_pdf.write(view(rows=some), silent, one)
    as_pdf.write(view(rows=some), silent, several, volume_cells=3 * len(COLUMNS))
    bound = PdfReader(several)
    assert [page.extract_text().count("Quyển 2/3, trang") for page in bound.pages] == [0, 1, 0]
    described = bound.trailer["/Root"]["/Metadata"].get_data().decode()
    assert f"<xmpTPg:NPages>{len(bound.pages)}</xmpTPg:NPages>" in described
    assert bound.trailer["/Root"]["/OutputIntents"]
    assert as_pdf.read(several) == as_pdf.read(one)
    faces_in = [font["/DescendantFonts"][0] for page in bound.pages for font in page["/Resources"]["/Font"].values()]
    assert faces_in
    assert all("/FontFile2" in face["/FontDescriptor"] for face in faces_in)
    text = " ".join(text_of(several.getvalue()).split())
    assert all(str(UUID(int=number))[-4:] in text for number in range(1, 10))


def test_an_export_without_rows():
    for each in FORMATS:
        empty = view(rows=lambda: iter(()), position=0, recorded_at=None)
        assert each.read(io.BytesIO(written(each, empty))).rows == 0


@pytest.mark.parametrize("format_", FORMATS, ids=lambda each: each.suffix)
def test_a_file_that_was_cut_off_has_no_label(format_):
    content = written(format_)
    for end in (len(content) * 9 // 10, len(content) - 40, 20):
        with pytest.raises(NotAnExport):
            format_.read(io.BytesIO(content[:end]))


def test_every_vietnamese_letter_has_a_glyph_in_every_face():
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in marks}
    letters = small | set("bcdđghklmnpqrstvx")
    letters |= {letter.upper() for letter in letters}
    assert len([letter for letter in letters if ord(letter) > 127]) == 134
    for path in faces():
        with TTFont(path) as font:
            names, outlines = font.getBestCmap(), font["glyf"]
            missing = [letter for letter in letters if ord(letter) not in names]
            drawn = [letter for letter in letters if ord(letter) in names]
            empty = [letter for letter in drawn if outlines[names[ord(letter)]].numberOfContours == 0]
        assert (path.name, missing, empty) == (path.name, [], [])


def test_what_the_font_lacks_is_named():
    assert printable("Đức 漢\x01 a\u0306") == "Đức [U+6F22][U+0001] ă"


def test_a_row_of_another_width_is_refused():
    with pytest.raises(ValueError, match="a row of 1 cells"):
        written(format_named("csv"), view(rows=lambda: iter([(1,)])))


def test_a_query_cannot_take_the_place_of_the_label():
    with pytest.raises(ValueError, match="root"):
        written(format_named("csv"), view(query={**QUERY, "root": "00"}))
