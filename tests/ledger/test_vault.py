"""The vault: what is sealed opens for the right key only; keys come and go with the acts that need or erase them."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_kit.batching import one_batch
from ledger_kit.desk import Connection, Desk
from ledger_kit.writing import Made, Writer

from ledger.batch import PersonKey, Sealed
from ledger.errors import Conflict, PersonKeyChanged
from ledger.vault import MOST_REMEMBERED, Erased, Vault, WrongKey
from signing import canonical, disclosure

NAME, ADDRESS = "/data/accused/0/name", "/data/accused/0/address"
KEK = bytes(range(32))
ADD_KEY = "INSERT INTO vault.person_key (person, wrapped) VALUES (%s, %s)"
ADD = "INSERT INTO vault.disclosure VALUES (%s, 1, %s, %s, %s)"
KEYS = "SELECT person, wrapped, erased_by FROM vault.person_key ORDER BY made_at"


@pytest.fixture
def vault() -> Vault:
    return Vault(KEK)


@pytest.fixture
def other() -> Vault:
    """The vault of another process: the same key-encryption key, nothing remembered in common."""
    return Vault(KEK)


@pytest.fixture
def service(desk: Desk) -> Connection:
    return desk.connect("socai_service")


def _naming(writer: Writer, person: UUID, name: str = "Nguyễn Thị Ánh") -> Made:
    entry = {"person": str(person), "label": "bị can 1", "name": name, "address": "12 phố Huế, Hà Nội"}
    return writer.sign(writer.act(uuid4()).envelope, writer.body(data={"accused": [entry]}), [NAME, ADDRESS])


def _sealed(vault: Vault, made: Made, person: UUID) -> Made:
    """The act as it goes to the ledger: its values sealed, the person's key with it."""
    sealed, keys = vault.seal(made.disclosures, {NAME: person, ADDRESS: person})
    return Made(made.signed._replace(sealed=sealed, keys=keys), made.disclosures)


def _record(desk: Desk, made: Made) -> int:
    position: int = desk.append([made.signed])[0].position
    return position


def _erase(desk: Desk, writer: Writer, *persons: UUID) -> int:
    position: int = desk.append([writer.next(erases=persons)])[0].position
    return position


def _recorded(desk: Desk, writer: Writer, vault: Vault, person: UUID) -> int:
    return _record(desk, _sealed(vault, _naming(writer, person), person))


def test_what_is_sealed_is_opened(desk: Desk, writer: Writer, vault: Vault, service: Connection) -> None:
    people = [uuid4(), uuid4()]
    acts = [_sealed(vault, _naming(writer, person), person) for person in people]
    positions = [_record(desk, made) for made in acts]
    opened = vault.open(service, [*positions, 99])
    assert {position: set(found) for position, found in opened.items()} == {
        position: set(made.disclosures) for position, made in zip(positions, acts, strict=True)
    }
    assert vault.open(service, positions[:1]).keys() == {positions[0]}
    [row] = [row for row in desk.check() if row.position == positions[0]]
    assert "Ánh".encode() not in row.act
    for _, ciphertext in service.execute("SELECT nonce, ciphertext FROM vault.disclosure"):
        assert "Ánh".encode() not in ciphertext


def test_an_act_without_personal_members_needs_no_key(vault: Vault, service: Connection) -> None:
    assert vault.seal((), {}) == ((), ())
    assert vault.open(service, []) == {}


def test_a_person_has_one_key(desk: Desk, writer: Writer, vault: Vault, service: Connection) -> None:
    person = uuid4()
    positions = [_recorded(desk, writer, vault, person) for _ in range(3)]
    assert len(service.execute(KEYS).fetchall()) == 1
    assert vault.open(service, positions).keys() == set(positions)


def test_a_key_is_written_with_the_act_and_only_then(
    desk: Desk, writer: Writer, vault: Vault, service: Connection
) -> None:
    person, nobody = uuid4(), uuid4()
    made = _sealed(vault, _naming(writer, person), person)
    failing = _sealed(vault, _naming(writer, nobody), nobody)
    assert service.execute(KEYS).fetchall() == []
    with pytest.raises(Conflict):
        desk.append([failing.signed, writer.act(uuid4(), 2, bytes(32))])
    with pytest.raises(psycopg.DataError):
        desk.append([failing.signed, writer.act(uuid4(), type="\0")])
    assert service.execute(KEYS).fetchall() == []
    position = _record(desk, made)
    assert service.execute(KEYS).fetchall() == [(person, made.signed.keys[0].wrapped, None)]
    assert set(vault.open(service, [position])[position]) == set(made.disclosures)


def test_a_key_of_a_refused_act_serves_the_next_one(
    desk: Desk, writer: Writer, vault: Vault, service: Connection
) -> None:
    """What was remembered for an act that failed is nobody else's: the next act of the person brings it along."""
    person = uuid4()
    stray = _sealed(vault, _naming(writer, person), person)
    with pytest.raises(Conflict):
        desk.append([stray.signed, writer.act(uuid4(), 2, bytes(32))])
    position = _recorded(desk, writer, vault, person)
    assert service.execute(KEYS).fetchall() == [(person, stray.signed.keys[0].wrapped, None)]
    assert vault.open(service, [position]).keys() == {position}


def test_of_two_processes_that_meet_a_person_the_later_one_learns(
    desk: Desk, writer: Writer, vault: Vault, other: Vault, service: Connection
) -> None:
    person = uuid4()
    mine, theirs = _naming(writer, person, "Nguyễn Thị Ánh"), _naming(writer, person, "Trần Văn Bình")
    first = _record(desk, _sealed(vault, mine, person))
    with pytest.raises(PersonKeyChanged) as changed:
        _record(desk, _sealed(other, theirs, person))
    assert changed.value.person == person
    assert len(desk.check()) == 1
    other.learn(service, [person])
    second = _record(desk, _sealed(other, theirs, person))
    for reader in (vault, other):
        opened = reader.open(service, [first, second])
        assert set(opened[first]) == set(mine.disclosures)
        assert set(opened[second]) == set(theirs.disclosures)
    assert len(service.execute(KEYS).fetchall()) == 1


def test_two_processes_in_one_batch(
    desk: Desk, writer: Writer, vault: Vault, other: Vault, service: Connection
) -> None:
    person, sequencer = uuid4(), desk.sequencer()
    acts = [_sealed(one, _naming(writer, person), person).signed for one in (vault, other, vault)]
    with one_batch(desk, sequencer) as submit:
        first, loser, again = (submit([act]) for act in acts)
    with pytest.raises(PersonKeyChanged):
        loser.result()
    positions = [future.result()[0].position for future in (first, again)]
    assert positions == [1, 2]
    assert len(vault.open(service, positions)) == 2
    assert service.execute(KEYS).fetchall() == [(person, acts[0].keys[0].wrapped, None)]


def test_the_same_new_person_twice_in_one_request(
    desk: Desk, writer: Writer, vault: Vault, other: Vault, service: Connection
) -> None:
    person = uuid4()
    mine = [_sealed(vault, _naming(writer, person), person).signed for _ in range(2)]
    stranger = _sealed(other, _naming(writer, person), person).signed
    with pytest.raises(PersonKeyChanged):
        desk.append([*mine, stranger])
    assert service.execute(KEYS).fetchall() == []
    assert [answer.position for answer in desk.append(mine)] == [1, 2]
    assert len(vault.open(service, [1, 2])) == 2


def test_many_processes_meet_a_person_at_once(desk: Desk, writer: Writer, service: Connection) -> None:
    """Each through a sequencer of its own: whoever loses learns the key and comes again, and every value opens."""
    person, vaults = uuid4(), [Vault(KEK) for _ in range(4)]
    acts = [_naming(writer, person) for _ in vaults]
    sequencers = [desk.sequencer() for _ in vaults]

    def record(number: int) -> int:
        while True:
            try:
                made = _sealed(vaults[number], acts[number], person)
                return sequencers[number].append([made.signed])[0].position
            except PersonKeyChanged as changed:
                with desk.service() as connection:
                    vaults[number].learn(connection, [changed.person])

    with ThreadPoolExecutor(len(vaults)) as pool:
        positions = list(pool.map(record, range(len(vaults))))
    opened = Vault(KEK).open(service, positions)
    for position, made in zip(positions, acts, strict=True):
        assert set(opened[position]) == set(made.disclosures)


def test_erasing_is_part_of_the_act(desk: Desk, writer: Writer, vault: Vault, service: Connection) -> None:
    erased, kept = uuid4(), uuid4()
    acts = {person: _sealed(vault, _naming(writer, person), person) for person in (erased, kept)}
    positions = {person: _record(desk, made) for person, made in acts.items()}
    order = _erase(desk, writer, erased)
    row = service.execute("SELECT wrapped, erased_by FROM vault.person_key WHERE person = %s", [erased]).fetchone()
    assert row == (None, order)
    assert set(vault.open(service, positions.values())[positions[kept]]) == set(acts[kept].disclosures)
    assert positions[erased] not in vault.open(service, positions.values())
    assert service.execute("SELECT count(*) FROM vault.disclosure").fetchone() == (4,)


@pytest.mark.parametrize("remembering", [True, False], ids=["who remembers the key", "who never had it"])
def test_nothing_is_sealed_under_an_erased_key(
    desk: Desk, writer: Writer, vault: Vault, other: Vault, service: Connection, remembering: bool
) -> None:
    person = uuid4()
    _recorded(desk, writer, vault, person)
    order = _erase(desk, writer, person)
    at_work = vault if remembering else other
    destroyed = vault.seal((), {NAME: person})[1]
    for _ in range(2):
        with pytest.raises(PersonKeyChanged):
            _recorded(desk, writer, at_work, person)
        with pytest.raises(Erased) as gone:
            at_work.learn(service, [person])
        assert gone.value.person == person
        assert at_work.seal((), {NAME: person})[1] != destroyed
    assert service.execute(KEYS).fetchall() == [(person, None, order)]
    assert service.execute("SELECT count(*) FROM vault.disclosure").fetchone() == (2,)


def test_a_person_erased_earlier_in_the_same_batch(
    desk: Desk, writer: Writer, vault: Vault, service: Connection
) -> None:
    """Sealed while the key was there, meant to be recorded after it was ordered away."""
    person, sequencer = uuid4(), desk.sequencer()
    _recorded(desk, writer, vault, person)
    late = _sealed(vault, _naming(writer, person), person).signed
    order = writer.act(uuid4(), erases=(person,))
    with pytest.raises(PersonKeyChanged):
        sequencer.append([order, late])
    with one_batch(desk, sequencer) as submit:
        ordered, refused = submit([order]), submit([late])
    with pytest.raises(PersonKeyChanged):
        refused.result()
    assert service.execute(KEYS).fetchall() == [(person, None, ordered.result()[0].position)]
    assert len(desk.check()) == 2


def test_a_person_named_and_erased_in_the_same_batch(
    desk: Desk, writer: Writer, vault: Vault, service: Connection
) -> None:
    person = uuid4()
    made = _sealed(vault, _naming(writer, person), person)
    answers = desk.append([made.signed, writer.next(erases=(person,))])
    assert service.execute(KEYS).fetchall() == [(person, None, answers[1].position)]
    assert vault.open(service, [answers[0].position]) == {}


def test_the_key_of_an_erased_person_is_dropped(
    desk: Desk, writer: Writer, vault: Vault, other: Vault, service: Connection
) -> None:
    """Erased through another process: this one still holds the key, wrapped, until it looks."""
    erased, kept = uuid4(), uuid4()
    vault.forget_erased(service)  # nothing remembered, nothing asked
    wrapped = {}
    for person in (erased, kept):
        made = _sealed(vault, _naming(writer, person), person)
        wrapped[person] = made.signed.keys[0].wrapped
        _record(desk, made)
    other.learn(service, [erased, kept])
    _erase(desk, writer, erased)
    for process in (vault, other):
        assert process.seal((), {NAME: erased})[1] == (PersonKey(erased, wrapped[erased]),)
        process.forget_erased(service)
        assert process.seal((), {NAME: erased})[1] != (PersonKey(erased, wrapped[erased]),)
        assert process.seal((), {NAME: kept})[1] == (PersonKey(kept, wrapped[kept]),)


def test_a_forgotten_key_is_learnt_again(desk: Desk, writer: Writer, vault: Vault, service: Connection) -> None:
    """Only so many persons are remembered; for one who was dropped the ledger answers that there is a key."""
    first = uuid4()
    begun = _recorded(desk, writer, vault, first)
    vault.seal((), {f"/data/{number}": uuid4() for number in range(MOST_REMEMBERED)})
    with pytest.raises(PersonKeyChanged):
        _recorded(desk, writer, vault, first)
    vault.learn(service, [first])
    again = _recorded(desk, writer, vault, first)
    assert vault.open(service, [begun, again]).keys() == {begun, again}


def test_an_order_that_is_not_recorded_erases_nothing(
    desk: Desk, writer: Writer, vault: Vault, service: Connection
) -> None:
    person = uuid4()
    position = _recorded(desk, writer, vault, person)
    order = writer.act(uuid4(), erases=(person,))
    with pytest.raises(Conflict):
        desk.append([order, writer.act(uuid4(), 2, bytes(32))])
    with pytest.raises(psycopg.DataError):
        desk.append([order, writer.act(uuid4(), type="\0")])
    assert len(vault.open(service, [position])[position]) == 2


def test_erasing_twice_keeps_the_first_order(desk: Desk, writer: Writer, vault: Vault, service: Connection) -> None:
    person = uuid4()
    _recorded(desk, writer, vault, person)
    first = _erase(desk, writer, person, uuid4())
    _erase(desk, writer, person, uuid4())
    assert service.execute(KEYS).fetchall() == [(person, None, first)]


def test_disclosures_of_an_unknown_person_fail_the_whole_act(desk: Desk, writer: Writer) -> None:
    made = _naming(writer, uuid4())
    stray = Sealed(made.disclosures[0].digest, uuid4(), bytes(12), b"c")
    with pytest.raises(psycopg.IntegrityError):
        desk.append([made.signed._replace(sealed=(stray,))])
    assert desk.check() == []


def test_a_disclosure_belongs_to_one_act(desk: Desk, writer: Writer, vault: Vault) -> None:
    """Each has its own salt, so digests never meet by chance; a copied one is not taken for a conflict of versions."""
    person = uuid4()
    made = _sealed(vault, _naming(writer, person), person)
    _record(desk, made)
    copied = _naming(writer, person).signed._replace(sealed=made.signed.sealed, keys=made.signed.keys)
    with pytest.raises(psycopg.errors.UniqueViolation):
        desk.append([copied])
    assert len(desk.check()) == 1


def test_another_key_encryption_key_opens_nothing(
    desk: Desk, writer: Writer, vault: Vault, service: Connection
) -> None:
    person = uuid4()
    position = _recorded(desk, writer, vault, person)
    stranger = Vault(bytes(32))
    stranger.learn(service, [person])
    for attempt in (
        lambda: stranger.open(service, [position]),
        lambda: _sealed(stranger, _naming(writer, person), person),
    ):
        with pytest.raises(WrongKey) as wrong:
            attempt()
        assert wrong.value.person == person


def _put_in(owner: Connection, keys: tuple[PersonKey, ...], *sealed: Sealed) -> None:
    for key in keys:
        owner.execute(ADD_KEY, key)
    for one in sealed:
        owner.execute(ADD, [one.digest, one.person, one.nonce, one.ciphertext])


@pytest.mark.parametrize(
    "change",
    [
        "vault.disclosure SET ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1)",
        "vault.disclosure SET nonce = set_byte(nonce, 0, get_byte(nonce, 0) # 1)",
        "vault.disclosure SET digest = set_byte(digest, 0, get_byte(digest, 0) # 1)",
        "vault.person_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)",
        "vault.person_key SET wrapped = 'short'",
    ],
)
def test_changed_bytes_are_found(database: object, writer: Writer, vault: Vault, change: str) -> None:
    """Not on a desk: what a superuser does here is meant to stay broken."""
    signed = _sealed(vault, _naming(writer, UUID(int=1)), UUID(int=1)).signed
    with psycopg.connect(database.conninfo("owner"), autocommit=True) as owner:  # type: ignore[attr-defined]
        _put_in(owner, signed.keys, signed.sealed[0])
        assert vault.open(owner, [1])
        owner.execute(f"ALTER TABLE {change.split()[0]} DISABLE TRIGGER USER")
        owner.execute(f"UPDATE {change}")
        with pytest.raises(WrongKey):
            vault.open(owner, [1])


def test_a_value_moved_to_another_person_does_not_open(database: object, writer: Writer, vault: Vault) -> None:
    mine, theirs = UUID(int=1), UUID(int=2)
    signed = _sealed(vault, _naming(writer, mine), mine).signed
    _, keys = vault.seal((), {NAME: theirs})
    with psycopg.connect(database.conninfo("owner"), autocommit=True) as owner:  # type: ignore[attr-defined]
        _put_in(owner, keys, signed.sealed[0]._replace(person=theirs))
        with pytest.raises(WrongKey):
            vault.open(owner, [1])


VALUES = st.one_of(st.text(st.characters(codec="ascii")), st.integers(0, 9999), st.booleans(), st.none())


@given(values=st.lists(VALUES, min_size=1, max_size=5), person=st.uuids())
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_value_comes_back(desk: Desk, vault: Vault, writer: Writer, values: list[object], person: UUID) -> None:
    body = writer.body(data={f"v{n}": value for n, value in enumerate(values)})
    paths = {f"/data/v{n}": person for n in range(len(values))}
    made = writer.sign(writer.act(uuid4()).envelope, body, paths)
    sealed, keys = vault.seal(made.disclosures, paths)
    [answer] = desk.append([made.signed._replace(sealed=sealed, keys=keys)])
    with desk.service() as service:
        opened = vault.open(service, [answer.position])[answer.position]
    assert len({item.nonce for item in sealed}) == len(values)
    assert disclosure.reveal(canonical.decode(made.signed.act), opened)["data"] == body["data"]
