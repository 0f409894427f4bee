"""`socai demo` and `socai record`, as a newcomer runs them: real processes, real keys, a real database, real HTTP."""

import base64
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rich.console import Console

from domain.audit.rules import is_rule
from domain.kernel.catalogue import CATALOGUE
from ops import service
from ops.chronology.client import Command, LedgerClient
from ops.chronology.errors import LedgerRefused, NotAsAsked, ReceiptWrong
from ops.chronology.player import CasePlayer
from ops.chronology.reader import read
from ops.database import find_database
from ops.demo import CASES
from ops.demo_report import FORM, PERIOD, UNIT
from ops.development_pki import DevelopmentPki
from ops.founding import organise, roster
from ops.organisation import OFFICERS
from ops.record import development_ledger, record_all
from ops.settings import Settings, checkpoint_folder, ledger_origin
from ops.verify.command import verify_home
from signing.keys import Ed25519Signer

ROOT = Path(__file__).parents[2]
ACTS = 273


def environment(folder, **more):
    others = {name: value for name, value in os.environ.items() if not name.startswith("SOCAI_")}
    return others | {"SOCAI_HOME": str(folder), "PYTHONPATH": str(ROOT), "COLUMNS": "200"} | more


def socai(folder, *arguments, **more):
    command = [sys.executable, "-m", "ops.cli", *arguments]
    return subprocess.run(
        command, env=environment(folder, **more), cwd=ROOT, capture_output=True, text=True, check=False
    )


class Demo:
    """A home in which `socai demo` has run."""

    def __init__(self, folder):
        self.folder = folder
        self.done = socai(folder, "demo")
        assert self.done.returncode == 0, self.done.stdout + self.done.stderr
        self.settings = Settings(home=folder)
        self.url = service.find(folder).url

    def size(self):
        with psycopg.connect(find_database(self.settings).conninfo("socai_reader")) as connection:
            return connection.execute("SELECT max(position) FROM ledger.act").fetchone()[0]

    @contextmanager
    def client(self):
        with development_ledger(self.settings, self.url, Console(quiet=True)) as opened:
            yield opened


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    found = Demo(tmp_path_factory.mktemp("demo") / "home")
    yield found
    done = socai(found.folder, "down")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def reports(demo):
    """What became of every case, by a further run over what the demo recorded."""
    with demo.client() as (client, people):
        return {report.case.id: report for report in record_all(client, people, read(CASES), Console(quiet=True))}


def stream(reports, case, key):
    return next(one for one in reports[case].streams if one.key == key)


def standing(demo, reports, case, key, day=None):
    """The state of a stream as the service tells it, as of a procedural day."""
    with demo.client() as (client, people):
        query = {"valid_at": day} if day else {}
        state = client.get(f"/cases/{stream(reports, case, key).id}", people.head, **query)["state"]
    accused = state.get("accused", {})
    return state, {one["label"]: one for one in (accused.values() if isinstance(accused, dict) else accused)}


def told(text, name):
    return re.search(rf"^{name}\s+(.+)$", text, re.MULTILINE)[1]


def test_the_summary_tells_what_a_newcomer_wants_to_know(demo):
    shown = demo.done.stdout
    assert told(shown, "cases") == "14"
    assert told(shown, "published").startswith(f"{ACTS} acts: ")
    assert told(shown, "acts").startswith(f"{demo.size()} in the ledger")
    assert told(shown, "officers").startswith(f"{len(OFFICERS)} invented")
    assert re.fullmatch(r"[0-9a-f]{64}", told(shown, "root hash"))
    assert told(shown, "verification").startswith("holds")
    assert told(shown, "registers") == f"at position {demo.size()}, 0 files quarantined"
    assert f"{demo.url}/login/ticket/" in told(shown, "Open")


def test_a_report_of_the_district_is_sent_and_adjusted_and_a_finding_taken_note_of(demo):
    report = told(demo.done.stdout, "report")
    assert report.startswith(
        f"{FORM} of {UNIT}, {PERIOD}: sent, as the acts give, 1 adjusted: {demo.url}/pages/reports/"
    )
    rule, page = re.fullmatch(r"(\S+) “.+”: (\S+)", told(demo.done.stdout, "taken note of")).groups()
    assert is_rule(rule)
    with demo.client() as (client, people):
        stream = page.rpartition("/")[2]
        assert any(each["rule"] == rule and each["acknowledged"] for each in of_file(client, people, stream))


def of_file(client, people, stream):
    return client.get("/findings", people.head, unit=UNIT, stream=stream, state="all")["findings"]


def test_the_address_logs_a_browser_in_and_shows_the_first_case(demo):
    again = socai(demo.folder, "demo").stdout
    with httpx.Client(trust_env=False, follow_redirects=True, timeout=30) as browser:
        cases = browser.get(told(again, "Open").split()[0])
        assert (cases.status_code, cases.url.path) == (200, "/pages/cases")
        page = browser.get(told(again, "RC-01 is then at"))
        assert page.status_code == 200
        assert "RC-01. Vụ án xảy ra tại Tập đoàn Vạn Thịnh Phát" in page.text
        day = browser.get(page.url, params={"valid_at": "2024-01-01"})
        assert "Đã truy tố" in day.text
        assert browser.get(told(again, "Open").split()[0]).status_code == 401  # once


def test_nothing_published_is_lost_and_nothing_is_refused(reports):
    for report in reports.values():
        seqs = {line.seq for line in report.lines if line.outcome in ("placed", "fact", "refused")}
        assert seqs == {act.seq for act in report.case.acts}, report.case.id
        assert report.of("refused") == report.of("not added") == []
        assert report.unresolved == []
    counts = [sum(report.count(outcome) for report in reports.values()) for outcome in ("placed", "fact", "refused")]
    assert sum(counts) == ACTS
    assert counts[0] > 230


def test_what_is_no_act_of_procedure_is_listed_with_its_reason(reports):
    for report in reports.values():
        for line in report.of("fact"):
            assert line.reason, line
    (background,) = [line for line in reports["RC-03"].of("fact") if line.code == "wanted_notice_issued"]
    assert background.reason == "it came before the case was opened"


def test_a_second_run_adds_nothing(demo, reports):
    size = demo.size()
    assert sum(report.new for report in reports.values()) == 0
    again = socai(demo.folder, "demo")
    assert again.returncode == 0, again.stdout + again.stderr
    assert told(again.stdout, "published") == told(demo.done.stdout, "published")
    assert told(again.stdout, "root hash") == told(demo.done.stdout, "root hash")
    assert "0 recorded by this run" in told(again.stdout, "acts")
    assert demo.size() == size


def test_the_state_of_rc_01_differs_between_days_as_the_chronology_says(demo, reports):
    def on(day):
        state, accused = standing(demo, reports, "RC-01", "case:1", day)
        return state["stage"], accused

    stage, accused = on("2022-10-08")
    assert (stage, sorted(accused)) == ("investigation", ["bị can 1", "bị can 2", "bị can 3", "bị can 4"])
    assert [one["status"] for one in accused.values()] == ["approved"] * 4
    assert {m["kind"] for m in accused["bị can 3"]["measures"] if not m["ended"]} == {"remand"}

    stage, accused = on("2022-10-11")
    assert (stage, accused["bị can 3"]["status"]) == ("investigation", "died")
    assert [m for m in accused["bị can 3"]["measures"] if not m["ended"]] == []
    assert accused["bị can 5-9 (nhóm bỏ trốn)"]["wanted"]

    assert on("2023-12-01")[0] == "concluded"
    stage, accused = on("2024-01-01")
    assert (stage, accused["bị can 1"]["status"], accused["bị can 3"]["status"]) == ("indicted", "indicted", "died")

    stage, accused = on("2025-01-01")
    assert (stage, accused["bị can 1"]["status"]) == ("final", "convicted")
    assert accused["bị can 1"]["outcome"]["penalty"] == "death"
    assert accused["bị can khác (77 người GĐ1)"]["count"] == 77


def test_the_second_phase_of_rc_01_is_a_case_of_its_own(demo, reports):
    with demo.client() as (client, people):
        first, second = (stream(reports, "RC-01", f"case:{part}").id for part in (1, 2))
        acts = client.get(f"/cases/{second}/history", people.head)["acts"]
        split = client.get(f"/cases/{first}/history", people.head)["acts"]
    assert acts[0]["type"] == "case.opened_on_split.v1"
    (link,) = acts[0]["links"]
    named = next(act for act in split if act["version"] == link["version"])
    assert (link["relation"], link["stream"], link["hash"]) == ("split_from", str(first), named["hash"])
    assert named["type"] == "case.split.v1"
    state, accused = standing(demo, reports, "RC-01", "case:2")
    assert (state["stage"], accused["bị can 1"]["outcome"]["penalty"]) == ("final", "life")


def test_cases_end_as_was_published(demo, reports):
    assert standing(demo, reports, "RC-10", "case:1")[1]["bị can 1"]["status"] == "discontinued"
    assert standing(demo, reports, "RC-10", "case:1")[0]["stage"] == "discontinued"
    assert standing(demo, reports, "RC-02", "enforcement:bị can 1")[0]["stage"] == "executed"
    assert standing(demo, reports, "RC-20", "enforcement:bị can 1")[0]["stage"] == "stayed"
    assert standing(demo, reports, "RC-15", "assistance:1")[0]["result"] == "granted"
    assert standing(demo, reports, "RC-16", "source:2")[0]["stage"] == "opening_refused"
    assert standing(demo, reports, "RC-11", "case:1", "2018-12-01")[0]["stage"] == "reinvestigation"
    state, accused = standing(demo, reports, "RC-06", "case:2")
    assert (state["stage"], accused["bị can 1"]["outcome"]["months"]) == ("final", 240)  # life became twenty years
    assert standing(demo, reports, "RC-06", "case:1")[1]["bị can 1"]["charges"][0]["article"] == "281"
    juvenile = standing(demo, reports, "RC-12", "case:1")[1]["bị can 1"]
    assert juvenile["juvenile"]


def test_acts_say_where_they_are_known_from(demo, reports):
    with demo.client() as (client, people):
        acts = client.get(f"/cases/{stream(reports, 'RC-01', 'case:1').id}/history", people.head)["acts"]
    opened = next(act for act in acts if act["type"] == "case.opened.v1")
    assert (opened["occurred_at"], opened["precision"]) == ("2022-10-07T00:00:00+07:00", "day")
    assert "published: RC-01/1 case_initiated" in opened["data"]["note"]
    assert "basis: source" in opened["data"]["note"]
    assert "source [1]: http://hatinh24h.com.vn/" in opened["data"]["note"]
    approved = next(act for act in acts if act["type"] == "charge.approved.v1")
    assert approved["precision"] == "unknown"
    assert "inferred: the act must have happened" in approved["data"]["note"]
    assert (approved["actor"]["unit"], approved["actor"]["title"], approved["actor"]["capacity"]) == ("TC", "PVT", "KT")
    gap = next(act for act in acts if act["type"] == "gap.noted.v1")
    assert gap["data"]["missing"] == ["accused.charged.v1"]
    assert "added as inferred" in gap["data"]["note"]
    indicted = [act for act in acts if act["type"] == "indictment.issued.v1"]
    assert "accused as published: all phase 1" in indicted[0]["data"]["note"]


def test_birth_years_stand_behind_commitments(demo, reports):
    case = stream(reports, "RC-01", "case:1")
    with psycopg.connect(find_database(demo.settings).conninfo("socai_reader")) as connection:
        acts = connection.execute("SELECT act FROM ledger.act WHERE stream = %s", (case.id,)).fetchall()
    assert acts
    assert not any(b"birth_year" in act for (act,) in acts)
    with demo.client() as (client, people):
        found = client.get(f"/cases/{case.id}/history", people.of("TC", "KSV"))["acts"]
    charged = next(act for act in found if act["type"] == "accused.charged.v1")
    assert charged["data"]["accused"][0]["birth_year"] == 1965  # disclosed to an officer who has the case


def test_every_act_is_signed_by_an_officer_of_the_procuracy_beside_it(demo, reports):
    with demo.client() as (client, people):
        acts = client.get(f"/cases/{stream(reports, 'RC-11', 'case:1').id}/history", people.head)["acts"]
    units = {act["type"]: act["actor"]["unit"] for act in acts}
    assert units["indictment.issued.v1"] == "H-PHOYEN"
    assert units["appeal_judgment.pronounced.v1"] == "T19"
    assert units["cassation.decided.v1"] == "VC1"
    for act in acts:
        if CATALOGUE[act["type"]].own and "KSV" not in CATALOGUE[act["type"]].signed_by:
            assert (act["actor"]["title"], act["actor"]["capacity"]) == ("PVT", "KT")


def test_the_report_lists_every_act(demo):
    report = (demo.folder / "reports" / "real_cases.md").read_text()
    for case in read(CASES).cases:
        for act in case.acts:
            assert f"{case.id} act {act.seq} `{act.act}`" in report


def test_record_takes_another_file_and_lists_what_it_cannot_place(demo, tmp_path):
    """The same case under another file name is another case; an unknown code is a fact, an unknown accused is named."""
    document = yaml.load(CASES.read_text(), yaml.CSafeLoader)
    case = next(one for one in document["cases"] if one["id"] == "RC-05")
    case["acts"][8]["act"] = "witness_reassured"
    case["acts"][12]["accused"] = ["bị can 1", "người lạ"]
    path = tmp_path / "another.yaml"
    path.write_text(yaml.dump({"cases": [case]}, Dumper=yaml.CSafeDumper, allow_unicode=True))
    size = demo.size()
    done = socai(demo.folder, "record", str(path), "--url", demo.url, "--report", str(tmp_path / "report.md"))
    assert done.returncode == 0, done.stdout + done.stderr
    added = int(re.search(r"(\d+) acts added", done.stdout)[1])
    assert demo.size() == size + added == size + 17
    report = (tmp_path / "report.md").read_text()
    assert "RC-05 act 9 `witness_reassured`: the code stands in no row of the table" in report
    assert "* RC-05 act 13: người lạ" in report


def test_a_run_that_was_cut_off_is_taken_up_again(demo, tmp_path):
    case = next(one for one in read(CASES).cases if one.id == "RC-18")

    class CutOff(Exception):
        pass

    def after(acts):
        left = [acts]

        def done():
            left[0] -= 1
            if not left[0]:
                raise CutOff

        return done

    with demo.client() as (client, people):
        whole = CasePlayer(client, people, "real_cases", case).play()
        with pytest.raises(CutOff):
            CasePlayer(client, people, "cut_off", case).play(after(8))
        rest = CasePlayer(client, people, "cut_off", case).play()
    assert 0 < rest.new < len(rest.lines)
    shape = [(line.seq, line.outcome, line.type, line.reason) for line in whole.lines]
    assert [(line.seq, line.outcome, line.type, line.reason) for line in rest.lines] == shape


def test_what_the_law_refuses_is_listed_and_noted_as_a_fact(demo):
    """A second approval of the same charge: the player records it as a fact, with code and article, once."""
    case = next(one for one in read(CASES).cases if one.id == "RC-05")
    again = case.acts[7].model_copy(update={"name_vi": "Phê chuẩn khởi tố bị can lần nữa"})
    acts = (*case.acts[:8], again.model_copy(update={"seq": 9}))
    case = case.model_copy(update={"acts": acts})
    with demo.client() as (client, people):
        first = CasePlayer(client, people, "refused", case).play()
        second = CasePlayer(client, people, "refused", case).play()
    for report in (first, second):
        (line,) = report.of("refused")
        assert (line.seq, line.type, line.rule) == (9, "charge.approved.v1", "accused_in_wrong_status")
        assert line.article == "BLTTHS-2015/179/3"
        assert "approved" in line.reason
        assert report.count("refused") == 1
    assert (first.new > 0, second.new) == (True, 0)


def test_a_bad_file_is_refused_before_anything_starts(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("cases:\n- {id: X}\n")
    done = socai(tmp_path / "home", "record", str(path))
    assert done.returncode == 1
    assert "case X" in done.stderr
    assert service.find(tmp_path / "home") is None


@pytest.mark.parametrize("command", [("demo",), ("record", str(CASES))])
def test_never_in_a_real_deployment(tmp_path, command):
    done = socai(tmp_path / "home", *command, SOCAI_DEPLOYMENT="production", SOCAI_ORIGIN="real.invalid/ledger")
    assert done.returncode == 1
    assert "development keys" in done.stderr
    assert not (tmp_path / "home" / "development-pki").exists()
    assert service.find(tmp_path / "home") is None


def test_another_home_may_not_record_into_this_ledger(demo, tmp_path):
    done = socai(tmp_path / "home", "record", str(CASES), "--url", demo.url)
    assert done.returncode == 1
    assert "was not founded with the development keys of this home" in done.stderr


def test_a_service_that_does_not_answer_is_said(tmp_path):
    done = socai(tmp_path / "home", "record", str(CASES), "--url", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "http://127.0.0.1:9 does not answer" in done.stderr


def test_founding_again_adds_nothing(demo):
    size = demo.size()
    with demo.client() as (client, people):
        assert organise(client, people) == 0
        strangers = roster(DevelopmentPki(demo.folder.parent / "strangers"), client.origin)
        with pytest.raises(LedgerRefused, match="untrusted"):
            organise(client, strangers)
    assert demo.size() == size


@contextmanager
def listening(demo, change):
    """A client between which and the service `change(path, document)` alters what the service answers."""
    settings = demo.settings
    origin = ledger_origin(settings)
    people = roster(DevelopmentPki(settings.pki_folder), origin)
    key = (checkpoint_folder(settings) / "verifier-keys.txt").read_text().splitlines()[0]

    class Between(httpx.HTTPTransport):
        def handle_request(self, request):
            answer = super().handle_request(request)
            answer.read()
            content = change(request.url.path, answer.content)
            return httpx.Response(answer.status_code, headers={"Content-Type": "application/json"}, content=content)

    with LedgerClient(demo.url, origin, key) as client:
        client._http = httpx.Client(base_url=demo.url, transport=Between())
        yield client, people


def fact(demo, reports):
    case = stream(reports, "RC-05", "case:1")
    data = {"statement": "một sự việc"}
    return Command(case.id, "criminal_case", "fact.noted.v1", uuid4(), "2023-10-01T00:00:00+07:00", "day", data)


@pytest.mark.parametrize(
    ("old", "new", "pointer"),
    [
        ("một sự việc", "một việc khác", "/data"),
        ("2023-10-01", "2023-10-02", "/occurred_at"),
        ("fact.noted.v1", "case.opened.v1", "/type"),
        ('"title":"KSV"', '"title":"VT"', "/actor"),
        ("development.invalid", "other.invalid", "/ledger"),
    ],
)
def test_nothing_is_signed_that_was_not_asked_for(demo, reports, old, new, pointer):
    def change(path, content):
        if path != "/acts/propose":
            return content
        document = json.loads(content)
        act = base64.b64decode(document["payload"]).decode()
        assert old in act
        return json.dumps({**document, "payload": base64.b64encode(act.replace(old, new).encode()).decode()}).encode()

    size = demo.size()
    with listening(demo, change) as (client, people), pytest.raises(NotAsAsked) as refused:
        client.record(fact(demo, reports), people.of("TTH", "KSV"))
    assert refused.value.pointer == pointer
    assert demo.size() == size


def test_a_receipt_of_another_key_is_not_believed(demo, reports):
    origin = ledger_origin(demo.settings)
    people = roster(DevelopmentPki(demo.settings.pki_folder), origin)
    other = Ed25519Signer(origin, Ed25519PrivateKey.generate()).verifier().vkey()
    with LedgerClient(demo.url, origin, other) as client, pytest.raises(ReceiptWrong, match="signature"):
        client.record(fact(demo, reports), people.of("TTH", "KSV"))


def test_a_key_of_another_ledger_is_not_taken(demo):
    other = Ed25519Signer("other.invalid/ledger", Ed25519PrivateKey.generate()).verifier().vkey()
    with pytest.raises(ReceiptWrong):
        LedgerClient(demo.url, ledger_origin(demo.settings), other)


def test_the_whole_ledger_holds_after_all_this(demo):
    report = verify_home(demo.settings, Console(quiet=True))
    assert (report.outcome, report.faults, report.size) == ("holds", (), demo.size())
