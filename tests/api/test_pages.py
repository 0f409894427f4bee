"""The pages, as a browser gets them: rendered on the server, no script, every act with a badge that was checked."""

import re
from uuid import uuid4

import psycopg
import pytest
from markupsafe import escape

from api.pages import words
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.rule_sets import RULE_SETS
from domain.kinds import KINDS
from domain.limits.rows import LIMITS
from domain.organisation.authority import AUTHORITY
from domain.states import criminal_case


@pytest.fixture
def case(ledger, helpers):
    opened = helpers.open_case(ledger)
    person = uuid4()
    charged = helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")
    ledger.parts.sign_checkpoint()
    return opened, charged, person


@pytest.fixture
def browse(ledger):
    """Pages as the prosecutor's browser gets them, the session being a cookie."""
    officer = ledger.officers["prosecutor"]
    ledger.client.get(ledger.link(officer))
    assert ledger.client.cookies.get("socai_session")

    def get(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters)
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "<script" not in answer.text
        assert " style=" not in answer.text
        return answer.text

    return get


def badges(html):
    return re.findall(r'class="badge (\w+)"', html)


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_case_page_shows_the_timeline_with_badges(case, browse):
    opened, charged, _ = case
    html = browse(f"/pages/cases/{opened.stream}")
    assert badges(html) == ["verified", "verified"]
    assert html.count('<details class="evidence"') == 2
    for shown in ("Quyết định khởi tố bị can", "Accused charged", "03/02/2026 08:00:00 +07:00",
                  "Nguyễn Văn Ất, sinh 1990", "Đang điều tra", "Đã khởi tố bị can", "Kiểm sát viên, HN-KV1",
                  "13/QĐ-CSĐT", charged.act_hash.hex()):  # fmt: skip
        assert shown in html, shown


def test_a_person_of_whom_only_the_year_of_birth_is_given(ledger, helpers, browse):
    opened, officer = helpers.open_case(ledger), ledger.officers["prosecutor"]
    asked = helpers.charge_command(officer, uuid4(), "")
    del asked["data"]["accused"][0]["name"]
    ledger.parts.write_path.record(ledger.signed(officer, asked, opened.stream))
    assert "không nêu tên name not given , sinh 1990" in text_of(browse(f"/pages/cases/{opened.stream}"))


def test_the_state_differs_between_positions_and_between_days(case, browse):
    opened, _, _ = case
    path = f"/pages/cases/{opened.stream}"
    assert "Chưa có bị can" in browse(path, as_of=opened.position)
    assert "Chưa có bị can" in browse(path, valid_at="2026-02-04")
    assert "sau ngày đang xem" in browse(path, valid_at="2026-02-04")
    assert "Chưa có bị can" not in browse(path, valid_at="2026-02-05", as_of="")


def test_an_act_after_the_newest_checkpoint_is_partly_verified(case, ledger, helpers, browse):
    opened, _charged, _ = case
    later = helpers.charge(ledger, opened.stream, uuid4(), "Trần Thị Bính", "bị can 2")
    with psycopg.connect(ledger.database.conninfo(), autocommit=True) as connection:
        connection.execute("ALTER TABLE ledger.checkpoint DISABLE TRIGGER only_added_to")
        connection.execute("DELETE FROM ledger.checkpoint WHERE size >= %s", [later.position])
    assert badges(browse(f"/pages/cases/{opened.stream}"))[-1] == "partly_verified"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("signature = set_byte(signature, 8, get_byte(signature, 8) # 1)", "Chữ ký số không khớp"),
        ("act = set_byte(act, 300, 88)", "Nội dung đã bị thay đổi"),
        ("previous = sha256('x')", "Không nối tiếp hành vi đứng trước"),
        ("recorded_at = recorded_at - interval '1 second'", "không nằm trong cây"),
    ],
    ids=["signature", "act", "previous", "recorded_at"],
)
def test_damage_done_by_a_superuser_is_shown_as_invalid(case, ledger, browse, damage, sentence):
    opened, charged, _ = case
    with psycopg.connect(ledger.database.conninfo(), autocommit=True) as connection:
        connection.execute("ALTER TABLE ledger.act DISABLE TRIGGER only_added_to")
        done = connection.execute(f"UPDATE ledger.act SET {damage} WHERE position = %s", [charged.position])
        assert done.rowcount == 1
    html = browse(f"/pages/cases/{opened.stream}")
    assert badges(html) == ["verified", "invalid"]
    assert sentence in html


def test_erased_values_are_shown_as_erased(case, ledger, browse):
    opened, _charged, person = case
    with psycopg.connect(ledger.database.conninfo(), autocommit=True) as connection:
        connection.execute(
            "UPDATE vault.person_key SET wrapped = NULL, erased_at = now(), erased_by = 1 WHERE person = %s", [person]
        )
    html = browse(f"/pages/cases/{opened.stream}")
    assert "Nguyễn Văn Ất" not in html
    assert "đã xóa" in html
    assert badges(html) == ["verified", "verified"]


def test_the_list_and_the_registers(case, browse):
    opened, _, _ = case
    assert f"/pages/cases/{opened.stream}" in browse("/pages/cases", kind="", unit="", year="")
    registers = browse("/pages/registers")
    assert "SO-07" in registers
    assert "Chưa có hành vi tố tụng trong sổ cái" in registers
    assert "X-THADS" in registers
    newest = re.search(r"tại vị trí ([0-9]+)", registers)[1]
    assert f"/pages/registers/SO-07/series?as_of={newest}" in registers
    assert "chưa xác nhận" in registers
    html = browse("/pages/registers/SO-07", unit="HN-KV1", year=2026)
    assert "Số thứ tự" in html
    assert "12/QĐ-CSĐT" in html
    assert "Số thứ tự" in browse("/pages/registers/SO-04")


def test_who_is_not_logged_in_gets_a_page_that_says_how(ledger):
    answer = ledger.client.get("/pages/cases")
    assert answer.status_code == 401
    assert "Cách đăng nhập" in answer.text
    assert "socai login" in ledger.client.get("/pages/login").text
    home = ledger.client.get("/")
    assert home.headers["Location"] == "/pages/cases"
    style = ledger.client.get("/static/style.css")
    assert style.headers["Content-Type"].startswith("text/css")


def test_a_one_time_link_works_once(ledger):
    link = ledger.link(ledger.officers["prosecutor"])
    answer = ledger.client.get(link)
    assert answer.headers["Location"] == "/pages/cases"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    ledger.client.cookies.clear()
    again = ledger.client.get(link)
    assert again.status_code == 401
    assert "Đăng nhập không thành công" in again.text


def test_wrong_parameters_of_a_page_are_a_page(case, browse):
    opened, _, _ = case
    assert "bad_request" in browse(f"/pages/cases/{opened.stream}", 400, valid_at="31/12/2026")
    assert "not_found" in browse(f"/pages/cases/{uuid4()}", 404)
    assert "not_found" in browse("/pages/registers/SO-99", 404)


def test_the_law_as_coded_is_shown_act_by_act(browse):
    html = browse("/pages/law")
    for act_type in CATALOGUE.values():
        assert f'id="{act_type.key}"' in html
        assert str(escape(act_type.name_vi)) in html
    assert html.count('class="doubt"') == sum(not act_type.confirmed for act_type in CATALOGUE.values())


def test_the_stages_are_drawn_and_written_out(browse):
    html = browse("/pages/law/states")
    assert html.count("<svg") == len(KINDS)
    assert "Đã truy tố" in html
    assert 'href="/pages/law#case.accepted_by_court.v1"' in html


def test_changes_between_rule_sets_are_shown(browse):
    first, *_, last = [*RULE_SETS, *RULE_SETS]
    assert browse("/pages/law/changes") == browse("/pages/law/changes", before=first, after=last)
    assert "0 thay đổi" in browse("/pages/law/changes", before=last, after=last)
    browse("/pages/law/changes", 400, before="never")


def test_the_tables_of_limits_and_of_authority_are_shown_whole(browse):
    html = browse("/pages/law/limits")
    for wordings in LIMITS.values():
        for limit in wordings:
            assert f'id="{limit.id}-{limit.since}"' in html
    html = browse("/pages/law/authority")
    for group in AUTHORITY.groups.values():
        assert f'id="{group.key}"' in html


def test_the_case_page_shows_the_limits_with_their_arithmetic(case, browse):
    opened, _, _ = case
    html = browse(f"/pages/cases/{opened.stream}")
    text = text_of(html)
    assert "Thời hạn điều tra vụ án hình sự" in text
    assert "Hạn: " in text
    earlier = text_of(browse(f"/pages/cases/{opened.stream}", valid_at="2026-02-03"))
    assert "Thời hạn tố tụng ngày 03/02/2026" in earlier


def test_what_a_case_can_hold_has_a_word():
    assert {*criminal_case.MEASURES, *criminal_case.COERCIVE} <= words.MEASURES.keys()
    assert set(criminal_case.STATUSES) <= words.STATUSES.keys()
    assert {stage for kind in KINDS.values() for stage in kind.initial.stages} <= words.STAGES.keys()
