"""Words of files and numbers of documents: folded, once a file, live as rebuilt, found as of any position."""

import random
import unicodedata
from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projections_kit.house import true_at
from projections_kit.walk import Walk, random_walk

from domain.kernel.folding import fold_text, words_of
from projections.catalogue import REGISTERS
from projections.entries import ENTRIES, folded_number
from projections.rebuild import rebuild
from projections.search import SEARCHABLE, kept_words
from projections.search_lists import JOINED, Wanted, files, numbered

CASES = UUID(int=7), UUID(int=8)
PROJECTIONS = (SEARCHABLE, ENTRIES)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("ĐẶNG THỊ ƯỚC", "dang thi uoc"),
        (unicodedata.normalize("NFD", "Lừa đảo chiếm đoạt tài sản"), "lua dao chiem doat tai san"),
        ("đường Trường Chinh", "duong truong chinh"),
    ],
)
def test_text_is_folded(text, folded):
    assert fold_text(text) == folded
    assert words_of(text) == tuple(dict.fromkeys(folded.split()))


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_folding_twice_is_folding_once(text):
    once = fold_text(text)
    assert fold_text(once) == once
    assert fold_text(unicodedata.normalize("NFC", text)) == once


def opened(walk, stream, number, facts):
    issuer = {"agency": "CQĐT Công an tỉnh", "number": number}
    data = {"issuer": issuer, "offences": [{"article": "173", "offence": "Trộm cắp tài sản"}], "facts": facts}
    return walk.act(stream, "case.opened.v1", "2021-03-04", data)


@pytest.fixture
def two(house):
    """Two cases of theft; the number of the second is the newer position."""
    walk = Walk(random.Random(1))
    house.prepare()
    house.record(walk.found())
    house.record([opened(walk, CASES[0], "12/QĐ-CQĐT", "Lấy trộm xe máy ở chợ Đồng Xuân.")])
    house.record([opened(walk, CASES[1], "13/QĐ-CQĐT", "Lấy trộm xe đạp.")])
    house.project()
    return house, walk


def found(house, as_of, text="", **more):
    page = files(house.projector, Wanted(as_of, kept_words(text), **more))
    return [seen.stream for seen in page.rows], page


def test_all_words_must_be_there_and_the_newest_comes_first(two):
    house, walk = two
    assert found(house, walk.position, "TROM xe")[0] == [CASES[1], CASES[0]]
    assert found(house, walk.position, "cho dong xuan")[0] == [CASES[0]]
    assert found(house, walk.position, "đạp chợ")[0] == []
    assert found(house, walk.position, "trộm cắp", article="173")[0] == [CASES[1], CASES[0]]
    assert found(house, walk.position, article="17")[0] == []


def test_any_words_are_found_in_the_files_that_hold_all_of_them(house):
    """Few words and many, frequent and rare ones and such as nobody wrote; with what the server notes of them."""
    walk, chance = Walk(random.Random(2)), random.Random(6)
    house.prepare()
    house.record(walk.found())
    words = [f"{sound}{vowel}" for sound in ("tr", "gh", "kh") for vowel in ("an", "inh", "uoc", "oa")]
    held = {}
    for number in range(40):
        case = UUID(int=100 + number)
        held[case] = chance.choices(words, range(1, 13), k=chance.randint(4, 14))
        house.record([opened(walk, case, f"{number}/QĐ", " ".join(held[case]))])
    house.project()
    house.projector.execute("ANALYZE projections.searchable")
    sizes = Counter()
    for _ in range(60):
        asked = chance.sample([*words, "nowhere"], chance.randint(1, 7))
        if chance.random() < 0.6:  # words of one file
            asked = list(dict.fromkeys(chance.choice(list(held.values()))))[:8]
        expected = [case for case in reversed(held) if set(asked) <= set(held[case])]
        assert found(house, walk.position, " ".join(asked))[0] == expected
        early = walk.position - 20
        assert found(house, early, " ".join(asked))[0] == [case for case in expected if case.int < 120]
        sizes[len(asked) > JOINED, bool(expected)] += 1
    assert len(sizes) == 4


def test_a_position_knows_the_words_recorded_by_then(two):
    house, walk = two
    before = walk.position
    accused = [{"person": str(UUID(int=9)), "label": "bị can 1"}]
    data = {"issuer": {"agency": "CQĐT Công an tỉnh"}, "accused": accused, "facts": "Để lại dấu vân tay."}
    house.record([walk.act(CASES[0], "accused.charged.v1", "2021-03-06", data)])
    house.project()
    assert found(house, before, "van tay xe may")[0] == []
    streams, page = found(house, walk.position, "vân tay xe máy")
    assert streams == [CASES[0]]
    assert page.matches == {CASES[0]: (1, 2)}
    assert found(house, before - 1, "trom")[0] == [CASES[0]]


def test_numbers_of_documents_are_found_exactly(two):
    house, walk = two
    for asked in ("12/QĐ-CQĐT", "12/qd-cqdt"):
        streams, page = found(house, walk.position, numbers=(folded_number(asked),))
        assert streams == [CASES[0]]
        assert page.matches == {CASES[0]: (1,)}
    assert found(house, walk.position, numbers=("2/qd-cqdt",))[0] == []


def test_pages_go_on_where_the_last_one_ended(two):
    house, walk = two
    wanted = Wanted(walk.position, ("trom",))
    first = files(house.projector, wanted, limit=1)
    second = files(house.projector, wanted, before=first.before, limit=1)
    assert [seen.stream for page in (first, second) for seen in page.rows] == [CASES[1], CASES[0]]
    assert second.before is None


def test_the_entry_of_a_number_is_the_one_that_bears_it(two):
    house, walk = two
    for number in (1, 2, 3):
        entries = {
            (entry.owner, entry.stream)
            for entry in numbered(house.projector, REGISTERS.values(), ["KV1", "PX"], 2021, number, walk.position)
        }
        assert len({stream for _, stream in entries}) <= 1
    assert not list(numbered(house.projector, REGISTERS.values(), ["KV1"], 1999, 1, walk.position))


@pytest.mark.parametrize(("seed", "together"), [(1, 1), (2, 60)])
def test_live_rows_are_those_of_the_fold_and_of_a_rebuild(houses, seed, together):
    house = houses().furnished(*PROJECTIONS)
    house.record(random_walk(seed, 80, 4), together)
    house.project(most=together)
    upto = house.projector.execute("SELECT max(position) FROM ledger.act").fetchone()[0]
    for position in (upto // 2, upto):
        folded = house.folded(position)
        for projection in PROJECTIONS:
            live = house.stored(projection, position)
            wanted = {stream: rows for (name, stream), rows in folded.items() if name == projection.name}
            for stream in {*live, *wanted}:
                assert true_at(live.get(stream, ()), position) == true_at(wanted.get(stream, ()), position)
    checked = house.check()
    assert (checked.differences, checked.content) == ([], checked.content_live)
    rebuild(house.conninfo("socai_projector"), PROJECTIONS, processes=1)
    assert house.check().content == checked.content
    for versions in house.stored(SEARCHABLE, upto).values():
        brought = [word for version in versions for word in version.row[1]]
        assert len(brought) == len(set(brought))
