"""Search over HTTP and as a page: words, numbers, names through the vault."""

from uuid import UUID, uuid4

import psycopg
import pytest

from ledger import names
from ledger.vault import Vault


@pytest.fixture
def person():
    return uuid4()


@pytest.fixture
def case(ledger, helpers, person):
    """A case with one accused, Nguyễn Văn Đức."""
    opened = helpers.open_case(ledger)
    return opened, helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Đức")


@pytest.fixture
def get(ledger):
    headers = ledger.headers(ledger.officers["prosecutor"])

    def send(path="/search", status=200, **parameters):
        answer = ledger.client.get(path, params=parameters, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    return send


def streams(answer):
    return [file["stream"] for file in answer.json()["files"]]


def test_a_person_is_found_without_diacritics_and_named_through_the_vault(case, get, person):
    opened, charged = case
    for asked in ("nguyen van duc", "Đức", "NGUYỄN đức"):
        [found] = get(q=asked).json()["persons"]
        assert (found["name"], found["label"], found["person"]) == ("Nguyễn Văn Đức", "bị can 1", str(person))
        assert (found["stream"], found["position"]) == (str(opened.stream), charged.position)
    assert get(q="nguyen van dung").json()["persons"] == []
    assert get(q="ngu").json()["persons"] == []
    assert get(q="nguyen van duc", as_of=opened.position).json()["persons"] == []
    assert get(q="nguyen van duc", kind="complaint").json()["persons"] == []


def test_names_stand_nowhere_in_the_clear_and_need_the_key(case, ledger, person):
    with psycopg.connect(ledger.database.conninfo("socai_service")) as connection:
        stored = connection.execute("SELECT token FROM vault.name_index WHERE person = %s", [person]).fetchall()
        assert len(stored) == 3
        assert not any(word in token for (token,) in stored for word in (b"nguyen", b"duc"))
        stranger = Vault(bytes(32))
        assert stranger.names.find(connection, "nguyen van duc", 2**40, 10) == []
        assert ledger.parts.vault.names.find(connection, "nguyen van duc", 2**40, 10)
    reader = psycopg.connect(ledger.database.conninfo("socai_reader"))
    with reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("SELECT * FROM vault.name_index")


def test_who_was_erased_is_found_no_more(case, ledger, helpers, get, person):
    opened, _ = case
    helpers.erase(ledger, opened.stream, person)
    assert get(q="nguyen van duc").json()["persons"] == []
    with psycopg.connect(ledger.database.conninfo("socai_service")) as connection:
        assert connection.execute("SELECT count(*) FROM vault.name_index").fetchone() == (0,)


def test_a_changed_index_cannot_give_somebody_another_name(case, ledger, helpers, get, person):
    opened, charged = case
    other = helpers.charge(ledger, opened.stream, uuid4(), "Trần Thị Bé", "bị can 2")
    with psycopg.connect(ledger.database.conninfo()) as connection:
        for token in ledger.parts.vault.names.tokens("Phạm Văn Giả"):
            connection.execute(
                "INSERT INTO vault.name_index VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                [token, person, charged.position],
            )
    assert get(q="pham van gia").json()["persons"] == []
    [found] = get(q="tran thi be").json()["persons"]
    assert found["position"] == other.position


def test_the_service_may_add_names_and_take_none_away(case, ledger):
    with psycopg.connect(ledger.database.conninfo("socai_service"), autocommit=True) as connection:
        for statement in ("DELETE FROM vault.name_index", "UPDATE vault.name_index SET position = 1"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_names_recorded_before_the_index_are_indexed_once(case, ledger, get):
    with psycopg.connect(ledger.database.conninfo()) as connection:
        connection.execute("DELETE FROM vault.name_index")
        connection.execute("UPDATE vault.name_index_older SET until = %s", [2**40])
    assert get(q="nguyen van duc").json()["persons"] == []
    with psycopg.connect(ledger.database.conninfo("socai_service"), autocommit=True) as connection:
        assert names.index_older(connection, ledger.parts.vault) == 1
        assert names.index_older(connection, ledger.parts.vault) == 0
    assert len(get(q="nguyen van duc").json()["persons"]) == 1


def test_files_are_found_by_words_numbers_and_filters(case, get):
    stream = str(case[0].stream)
    for asked in (
        {"q": "hang bac"}, {"q": "12/QĐ-CSĐT"}, {"q": "12/qd-csdt trom"}, {"offence": "173"}, {"offence": "trộm cắp"},
        {"unit": "TC", "q": "xe may"}, {"stage": "investigation"}, {"since": "2026-02-03", "until": "2026-02-03"}, {},
    ):  # fmt: skip
        assert streams(get(**asked)) == [stream], asked
    for asked in (
        {"q": "hang khoai"}, {"q": "14/QĐ-CSĐT"}, {"offence": "174"}, {"unit": "TC", "below": False},
        {"until": "2026-02-02"},
        {"prosecutor": str(UUID(int=1))}, {"q": "?!"},
    ):  # fmt: skip
        assert streams(get(**asked)) == [], asked


def test_a_number_of_a_register_opens_its_entry(ledger, helpers, get):
    opened = helpers.open_case(ledger)
    taken = {"register_number": "01"}
    ledger.act(ledger.officers["chief"], "criminal_case", "case.taken_for_supervision.v1",
               "2026-02-03T10:00:00+07:00", taken, opened.stream)  # fmt: skip
    entries = get(q="1/2026").json()["entries"]
    assert {entry["stream"] for entry in entries} == {str(opened.stream)}
    register = entries[0]["register"]
    assert {entry["register"] for entry in get(q=f"{register.lower()} 1/2026").json()["entries"]} == {register}
    assert get(q="2/2026").json()["entries"] == []


def test_a_cursor_pins_the_position(ledger, helpers, get):
    made = [str(helpers.open_case(ledger).stream) for _ in range(3)]
    first = get(q="hang bac", limit=2)
    helpers.open_case(ledger)
    second = get(cursor=first.json()["next"])
    assert streams(first) + streams(second) == made[::-1]
    assert second.json()["position"] == first.json()["position"]
    assert second.json()["next"] is None
    get(cursor="e30", status=400)


def test_what_cannot_be_asked_is_refused(get):
    get(q=" ".join(f"chu{number}" for number in range(9)), status=400)
    get(unit="NOWHERE", status=400)


def test_no_register_has_a_number_nought(case, get):
    found = get(q="SO-07 0/2026").json()
    assert (found["entries"], found["files"]) == ([], [])


def test_the_page_shows_what_was_found(case, ledger):
    ledger.client.get(ledger.link(ledger.officers["prosecutor"]))
    text = ledger.client.get("/pages/search", params={"q": "nguyen van duc"}).text
    assert "Nguyễn Văn Đức" in text
    assert "<script" not in text
    text = ledger.client.get("/pages/search", params={"q": "hang bac"}).text
    assert str(case[0].stream) in text


def test_a_file_of_what_was_found_names_nobody(case, get):
    answer = get("/search.csv", q="hang bac")
    assert str(case[0].stream) in answer.text
    assert "Đức" not in answer.text
    assert "bac" not in answer.headers["Content-Disposition"]


def test_what_was_found_is_kept_by_no_cache(case, get):
    for path in ("/search", "/search.csv"):
        assert get(path, q="nguyen van duc").headers["Cache-Control"] == "no-store"
