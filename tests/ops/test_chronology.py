"""Chronologies: the strict reader, times, groups of accused, offences, outcomes, and the table of act codes."""

from pathlib import Path

import pytest
import yaml

from domain.kernel.catalogue import CATALOGUE
from ops.chronology import agencies, offences, outcomes
from ops.chronology.dating import dated
from ops.chronology.mapping import FACT, ROWS, TABLE, UNKNOWN, row_of
from ops.chronology.people import People, parts
from ops.chronology.player import in_order
from ops.chronology.reader import read
from ops.demo import CASES
from ops.errors import BadChronology
from ops.organisation import OFFICERS, SUPREME, UNITS


@pytest.fixture(scope="module")
def chronology():
    return read(CASES)


@pytest.fixture(scope="module")
def cases(chronology):
    return {case.id: case for case in chronology.cases}


def act(case, seq):
    return case.acts[seq - 1]


def changed(tmp_path, change):
    """A copy of the example cases with one thing changed."""
    document = yaml.load(CASES.read_text(), yaml.CSafeLoader)
    change(document)
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True))
    return path


def test_every_case_and_act_is_read_with_what_dates_it(chronology, cases):
    assert (len(cases), sum(len(case.acts) for case in chronology.cases)) == (14, 273)
    acts = [one for case in chronology.cases for one in case.acts]
    assert sum(one.precision == "month" for one in acts) + sum(one.precision == "report_date" for one in acts) == 54
    assert (sum(bool(one.inferred) for one in acts), sum(bool(one.undated) for one in acts)) == (63, 12)
    assert act(cases["RC-08"], 17).valid_to == "2018-11-28"
    assert act(cases["RC-02"], 7).term.months == 4
    assert act(cases["RC-18"], 12).scheduled_for == "2025-12-15"


FAULTS = {
    "two_ways_of_dating": (
        lambda d: d["cases"][0]["acts"][2].update(date="2022-10-07"), ("RC-01", "3", "either `inferred` or `undated`")
    ),
    "no_date_and_no_reason": (
        lambda d: d["cases"][1]["acts"][0].update(date=None), ("RC-02", "1", "an act has a date")
    ),
    "month_without_precision": (
        lambda d: d["cases"][0]["acts"][0].update(date="2022-10"), ("RC-01", "1", "`precision: month`")
    ),
    "thirteenth_month": (lambda d: d["cases"][0]["acts"][0].update(date="2022-13-01"), ("RC-01", "1", "date")),
    "unknown_member": (lambda d: d["cases"][3]["acts"][4].update(court="x"), ("RC-05", "5", "court")),
    "unknown_basis": (lambda d: d["cases"][0]["acts"][1].update(basis="rumour"), ("RC-01", "2", "basis")),
    "missing_agency": (lambda d: d["cases"][0]["acts"][1].pop("agency"), ("RC-01", "2", "agency")),
    "seq_out_of_order": (lambda d: d["cases"][0]["acts"][1].update(seq=7), ("RC-01", "", "act 7 stands where act 2")),
    "source_not_listed": (
        lambda d: d["cases"][0]["acts"][1].update(sources=[99]), ("RC-01", "", "act 2 names a source")
    ),
    "same_label_twice": (
        lambda d: d["cases"][0]["accused"][1].update(label="bị can 1"), ("RC-01", "", "the same label")
    ),
    "same_case_twice": (lambda d: d["cases"][1].update(id="RC-01"), ("", "", "the same id")),
    "counts_wrong": (lambda d: d["cases"][0]["counts"].update(acts=25), ("RC-01", "", "counts.acts")),
    "no_cases": (lambda d: d.update(cases=[]), ("", "", "cases")),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_not_so_is_refused_with_case_and_act(tmp_path, fault):
    change, (case, seq, what) = FAULTS[fault]
    path = changed(tmp_path, change)
    with pytest.raises(BadChronology) as refused:
        read(path)
    assert (refused.value.case, refused.value.act) == (case, seq)
    assert what in refused.value.what
    assert all(part in str(refused.value) for part in (path.name, case, what))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"cases: [", "is not YAML"),
        (b"- a list\n", "is not a mapping"),
        (b"meta: {}\nmeta: {}\ncases: []\n", "`meta` stands twice"),
        (b"\xff\xfe", "is not UTF-8"),
        ("meta: {what: vu\u0323 án}\ncases: []\n".encode(), "normal form C"),
    ],
)
def test_what_is_no_chronology_at_all_is_said(tmp_path, content, what):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(BadChronology, match=what):
        read(path)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(BadChronology, match="No such file"):
        read(tmp_path / "none.yaml")


def test_days_need_no_quotes(tmp_path):
    text = CASES.read_text().replace("date: '2022-10-07'", "date: 2022-10-07")
    (tmp_path / "plain.yaml").write_text(text)
    assert read(tmp_path / "plain.yaml").cases[0].acts[0].date == "2022-10-07"


def test_times_keep_what_was_published(cases):
    times = dated(cases["RC-01"].acts)
    assert (times[0].day, times[0].precision) == ("2022-10-07", "day")
    assert (times[2].day, times[2].precision) == ("2022-10-07", "unknown")  # inferred: after the charge
    assert (times[5].day, times[5].precision) == ("2022-10-10", "month")  # day of the report
    assert (times[19].day, times[19].precision) == ("2024-07-01", "month")
    assert times[0].occurred_at == "2022-10-07T00:00:00+07:00"


def test_a_month_does_not_go_before_a_day_of_it_that_came_first(cases):
    times = dated(cases["RC-03"].acts)
    assert (times[9].day, times[9].precision) == ("2019-05-09", "month")  # after the closing argument


def test_before_the_first_known_date_stands_the_first_known_date(cases):
    assert dated(cases["RC-18"].acts)[0].day == "2024-10-01"


def test_no_time_of_the_example_cases_runs_backwards(chronology):
    for case in chronology.cases:
        days = [time.day for time in dated(case.acts)]
        assert days == sorted(days), case.id


def test_parts_of_a_case_are_told_apart(cases):
    phases = parts(cases["RC-01"])
    assert phases[16] == 1  # appeal, phase 1
    assert phases[17:22] == [2] * 5
    assert phases[22:24] == [1, 1]
    assert phases[10] == 1  # the split belongs to the case that is split
    assert parts(cases["RC-06"])[14:17] == [1, 1, 2]
    assert parts(cases["RC-06"])[9:12] == [2, 1, 1]  # opened for bribery, which the second case charges
    assert parts(cases["RC-18"])[14:] == [1, 2, 2]


def test_groups_resolve_to_the_entries_of_the_case(cases):
    case = cases["RC-01"]
    people = People(case, "x")
    concluded = people.of(act(case, 10))
    assert concluded.labels == (
        "bị can 1", "bị can 2", "bị can 4", "bị can 5-9 (nhóm bỏ trốn)", "bị can khác (77 người GĐ1)",
    )  # fmt: skip  # accused 3 had died
    assert sum(entry.count for entry in concluded.entries) == 85
    second = people.of(act(case, 20))
    assert (second.labels, second.others) == (("bị can 1",), 33)
    assert people.of(act(case, 17)).others == 47
    assert (people.of(act(case, 25)).labels, people.of(act(case, 25)).others) == ((), 28)
    appellants = People(cases["RC-03"], "x").of(act(cases["RC-03"], 20))
    assert (appellants.labels, appellants.others) == (("bị can 1", "bị can 2"), 7)
    everybody = People(cases["RC-18"], "x").of(act(cases["RC-18"], 13))
    assert sum(entry.count for entry in everybody.entries) == 28


def test_what_cannot_be_resolved_is_named(cases):
    case = cases["RC-01"]
    changed_act = act(case, 10).model_copy(update={"accused": ("bị can 1", "người lạ")})
    found = People(case, "x").of(changed_act)
    assert (found.labels, found.unresolved) == (("bị can 1",), ("người lạ",))


def charges(case, seq):
    return {
        entry.label: [one["article"] for one in offences.first_charges(case, entry.entry, act(case, seq))]
        for entry in People(case, "x").of(act(case, seq)).entries
    }


def test_first_charges_are_those_of_the_day(cases):
    assert charges(cases["RC-01"], 2)["bị can 1"] == ["174"]  # embezzlement came later
    assert charges(cases["RC-06"], 12) == {"bị can 1": ["281"]}
    assert charges(cases["RC-06"], 17) == {"bị can 1": ["279"]}
    assert charges(cases["RC-07"], 8)["bị can 1"] == ["378"]  # changed to bribery later
    assert charges(cases["RC-08"], 4) == {"bị can 1": ["242"], "bị can 2": ["285"], "bị can 3": ["99"]}
    assert charges(cases["RC-12"], 6) == {"bị can 1": ["93", "133"]}


def judged(case, seq):
    entries = People(case, "x").of(act(case, seq)).entries
    found = outcomes.outcomes(act(case, seq), entries)
    return [(one["verdict"], one["penalty"], one.get("months", 0), one.get("days", 0)) for one in found]


def test_outcomes_are_read_where_they_are_told(cases):
    assert judged(cases["RC-02"], 16) == [
        ("convicted", "death", 0, 0), ("convicted", "death", 0, 0), ("convicted", "imprisonment", 192, 0),
    ]  # fmt: skip
    assert judged(cases["RC-07"], 19) == [
        ("convicted", "imprisonment", 90, 0), ("convicted", "imprisonment", 10, 28),
        ("convicted", "suspended_sentence", 6, 0), ("convicted", "imprisonment", 4, 12),
    ]  # fmt: skip
    assert judged(cases["RC-06"], 20) == [("convicted", "life", 0, 0)]
    third = judged(cases["RC-18"], 15)[2]
    assert third == ("convicted", "imprisonment", 102, 0)
    assert judged(cases["RC-05"], 14) == [("not_published", "not_published", 0, 0)]


def test_results_on_appeal_are_read_where_they_are_told(cases):
    def result(case, seq, before=()):
        entries = People(case, "x").of(act(case, seq)).entries
        return outcomes.appeal_result(act(case, seq), entries, dict(before))

    assert result(cases["RC-07"], 24) == "upheld"
    assert result(cases["RC-06"], 24) == "amended"
    assert result(cases["RC-08"], 28) == "not_published"
    case = cases["RC-11"]
    entries = People(case, "x").of(act(case, 5)).entries
    first = {one["accused"]: one for one in outcomes.outcomes(act(case, 5), entries)}
    assert result(case, 9, first) == "amended"  # eight and ten years became six and nine


def test_an_upheld_penalty_is_the_one_that_was_appealed_against(cases):
    case = cases["RC-20"]
    entries = People(case, "x").of(act(case, 5)).entries
    first = {one["accused"]: one for one in outcomes.outcomes(act(case, 5), entries)}
    (upheld,) = outcomes.appeal_outcomes(act(case, 6), entries, first)
    assert (upheld["verdict"], upheld["penalty"]) == ("convicted", "death")


def test_approval_follows_the_charge_of_the_same_day(cases):
    order = [one.seq for one in in_order(cases["RC-06"])]
    assert order.index(11) > order.index(13)
    order = [one.seq for one in in_order(cases["RC-10"])]
    assert order.index(15) < order.index(14) < order.index(13)  # the ban, the accused, the case


def test_every_code_of_the_example_cases_has_a_row(chronology):
    codes = {one.act for case in chronology.cases for one in case.acts}
    assert len(codes) == 120
    assert codes == TABLE.keys()
    assert len(ROWS) == len(TABLE)


def test_every_row_names_acts_and_members_of_the_catalogue_or_a_reason():
    for row in ROWS:
        assert row.steps or row.reason, row.code
        for step in row.steps:
            members = CATALOGUE[step.type].data.model_fields
            assert not set(step.data) - set(members), (row.code, step.type)


def test_a_code_that_no_row_knows_is_a_fact():
    row = row_of("something_else_done")
    assert (row.steps, row.reason) == ((), UNKNOWN)
    assert "criminal_case" in CATALOGUE[FACT].kinds


def test_agencies_are_supervised_by_the_procuracy_of_their_place_and_day():
    assert agencies.supervising("Cơ quan CSĐT Công an tỉnh Bình Phước", "2015-07-08") == "BP"
    assert agencies.supervising("TAND huyện Bình Chánh", "2016-04-21") == "H-BINHCHANH"
    assert agencies.supervising("TAND cấp cao tại TP. Hồ Chí Minh", "2024-12-03") == "VC3"
    assert agencies.supervising("Tòa phúc thẩm TAND tối cao tại TP. Hồ Chí Minh", "2011-08-31") == "PT3"
    assert agencies.supervising("Cơ quan CSĐT Bộ Công an (C03)", "2022-10-07") == "TC"
    assert agencies.supervising("UBND TP. Hồ Chí Minh", "2008-11-19") is None
    assert agencies.supervising("bị cáo", "2024-05-01") is None
    assert agencies.is_procuracy("VKSND tối cao -> Công an TP. Hà Nội")
    assert not agencies.is_procuracy("Cơ quan điều tra VKSND tối cao (Cục 1)")


def test_every_procuracy_of_the_example_cases_exists_on_the_days_it_acts(chronology):
    units = {unit.code: unit for unit in (SUPREME, *UNITS)}
    for case in chronology.cases:
        for one, time in zip(case.acts, dated(case.acts), strict=True):
            code = agencies.supervising(one.agency, time.day)
            if code is not None:
                unit = units[code]
                assert unit.valid_from <= time.day <= (unit.valid_until or "9999"), (case.id, one.seq, code)


def test_invented_officers_are_told_apart_and_marked():
    names = [officer.name for officer in OFFICERS]
    assert len(set(names)) == len(names)
    assert all(name.endswith("(mẫu)") for name in names)


def test_the_packaged_file_says_where_it_comes_from():
    head = CASES.read_text().splitlines()[:7]
    assert all(line.startswith("#") for line in head)
    assert any("Provenance" in line for line in head)
    assert Path(CASES).parent.name == "data"
