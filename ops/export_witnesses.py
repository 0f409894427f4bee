"""Who an exported file is held against: the database of this home, or a service that is asked over HTTP."""

from collections.abc import Iterator
from contextlib import ExitStack
from string import Formatter
from typing import Any, Self
from urllib.parse import quote

import httpx

from api.errors import NotFound
from api.exports.catalogue import VIEWS, Format, build
from api.exports.cells import silent
from api.exports.label import Label
from api.exports.source import Source
from domain.kernel.rule_sets import current_rule_set
from ledger import checkpoints, database, proofs
from ops.chronology.client import LedgerClient, Signatory
from ops.chronology.errors import LedgerRefused, ServiceUnreachable
from ops.database import find_database
from ops.settings import Settings, checkpoint_folder, ledger_origin
from signing import checkpoint
from signing.checkpoint import Checkpoint
from signing.keys import verifier

READER = "socai_reader"
TIMEOUT_S = 600.0  # a long list is typeset before its first byte is sent


class Home:
    """The database of this home; what it attests to is checked with the keys in the checkpoint folder."""

    def __init__(self, settings: Settings) -> None:
        self._stack = ExitStack()
        pool = database.pool(find_database(settings).conninfo(READER), most=2)
        self._connections = self._stack.enter_context(pool)
        self.source = Source(self._connections.connection)
        self._origin = ledger_origin(settings)
        self._keys = checkpoint_folder(settings) / "verifier-keys.txt"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def rule_set(self) -> str:
        return current_rule_set()

    def checkpoint(self) -> Checkpoint | None:
        with self._connections.connection() as connection:
            note = checkpoints.newest(connection)
        keys = self._keys.read_text().split() if self._keys.exists() else []
        if note is None or not keys:
            return None
        return checkpoint.verify(note, [verifier(key) for key in keys], self._origin).checkpoint

    def consistency(self, old: int, new: int) -> list[bytes]:
        with self._connections.connection() as connection:
            return proofs.consistency(connection, old, new).path

    def again(self, label: Label, format_: Format) -> Iterator[bytes]:
        return format_.chunks(build(self.source, label.query), silent)


class Service:
    """A service; the answer is checked with the ledger's verifier key, so it is not believed what it cannot prove."""

    def __init__(self, url: str, origin: str, vkey: str, signatory: Signatory) -> None:
        self._origin, self._key, self._signatory = origin, verifier(vkey), signatory
        self._client = LedgerClient(url, origin, vkey)
        token = self._client.log_in(signatory)["token"]
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT_S, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._http.close()
        self._client.__exit__(None, None, None)

    def rule_set(self) -> str:
        return str(self._json("/health")["rule_set"])

    def checkpoint(self) -> Checkpoint | None:
        answer = self._http.get("/checkpoint")
        if answer.status_code == 404:
            return None
        return checkpoint.verify(answer.content, [self._key], self._origin).checkpoint

    def consistency(self, old: int, new: int) -> list[bytes]:
        found = self._json("/proofs/consistency", old=old, new=new)
        return [bytes.fromhex(item) for item in found["path"]]

    def again(self, label: Label, format_: Format) -> Iterator[bytes]:
        query = dict(label.query)
        view = VIEWS.get(query.pop("view", ""))
        if view is None:
            raise NotFound(f"view {label.query.get('view', '')}")
        in_path = [name for _, name, _, _ in Formatter().parse(view.path) if name and name != "suffix"]
        members = {name: quote(query.pop(name, ""), safe="") for name in in_path}
        path = view.path.format(suffix=format_.suffix, **members)
        with self._http.stream("GET", path, params=query) as answer:
            if not answer.is_success:
                raise LedgerRefused(answer.status_code, {"code": "http", "title_en": path})
            yield from answer.iter_raw()

    def _json(self, path: str, **query: Any) -> dict[str, Any]:
        try:
            answer = self._http.get(path, params=query).raise_for_status()
        except httpx.HTTPError as error:
            raise ServiceUnreachable(str(self._http.base_url), str(error)) from error
        found: dict[str, Any] = answer.json()
        return found
