"""Bulk import: many signed acts in their order, some hundred at a time in one commit.

The same steps as for one act (api/write_path.py): signatures are checked in a pool of threads, then each act is
judged by the states that the acts before it leave, and the chunk is appended whole or not at all.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

from api.states import NotAtHand, Standing
from api.values import Examined, Judged, Receipt, Submission, check_continues, receipt_of
from api.write_path import JUDGEMENTS, WritePath
from domain.errors import Refused
from domain.kernel.act import Recorded
from ledger.batch import ORGANISATION, Appended, SignedAct
from ledger.errors import Conflict, OrganisationMoved, PersonKeyChanged, Unavailable
from ledger.vault import Erased

CHUNK = 1000  # acts a commit
GROUP = 50  # acts that one thread examines in a row


def record_many(
    path: WritePath, submissions: Sequence[Submission], workers: ThreadPoolExecutor, chunk: int = CHUNK
) -> list[Receipt]:
    """Records signed acts in their order, `chunk` at a time.

    Chunks before a failing one stay recorded; sending the same list again is safe and answers the first receipts.

    Raises: as WritePath.record, for the first act that cannot be recorded.
    """
    receipts: list[Receipt] = []
    ahead = _examined(path, submissions[:chunk], workers)
    for start in range(0, len(submissions), chunk):
        current = ahead
        ahead = _examined(path, submissions[start + chunk : start + 2 * chunk], workers)
        receipts += _record_together(path, [examined for group in current for examined in group.result()])
    return receipts


def _examined(
    path: WritePath, submissions: Sequence[Submission], workers: ThreadPoolExecutor
) -> list[Future[list[Examined]]]:
    """Signatures and forms of a chunk, being checked while the chunk before it is recorded."""
    groups = (submissions[start : start + GROUP] for start in range(0, len(submissions), GROUP))
    return [workers.submit(lambda group: [path.examine(one) for one in group], group) for group in groups]


def _record_together(path: WritePath, chunk: Sequence[Examined]) -> list[Receipt]:
    for _ in range(JUDGEMENTS):
        position = path.organisation.current.position
        signed: list[SignedAct] = []
        try:
            _bring_to_hand(path, chunk)
            judged = _judge_together(path, chunk)
            signed = _sealed_together(path, judged)
            answers = path.recorder.append(signed)
        except PersonKeyChanged:
            path.learn({key.person for one in signed for key in one.keys})
            continue
        except (OrganisationMoved, Refused) as error:
            if path.organisation.refresh().position == position and isinstance(error, Refused):
                raise
            continue
        except NotAtHand:  # somebody forgot the stream meanwhile
            continue
        except Conflict as error:
            for stream in {examined.envelope.stream for examined in chunk}:
                path.streams.forget(stream)
            return _first_receipts(path, chunk, error)
        _keep_together(path, judged, answers)
        return [receipt_of(one.examined.envelope, answer) for one, answer in zip(judged, answers, strict=True)]
    raise Unavailable(chunk[0].envelope.command_id)


def _bring_to_hand(path: WritePath, chunk: Sequence[Examined]) -> None:
    """Reads the streams that the chunk continues and nobody has at hand.

    Raises: Conflict when the ledger does not hold what the chunk continues.
    """
    for examined in {one.envelope.stream: one for one in reversed(chunk)}.values():
        stream, kind, before = examined.envelope.stream, examined.asked.kind, examined.envelope.version - 1
        known = path.streams.known(stream)
        if kind != ORGANISATION and before and (known is None or known.version < before):
            newest = path.streams.read_on(stream, kind)
            if newest.version < before:
                raise NotAtHand(stream, kind, before).conflict(newest)


def _sealed_together(path: WritePath, judged: Sequence[Judged]) -> list[SignedAct]:
    """The acts as the ledger takes them. Raises: Erased when the chunk itself has erased somebody it names later."""
    erased: set[UUID] = set()
    signed = []
    for one in judged:
        act = path.sealed(one)
        for key in act.keys:
            if key.person in erased:
                raise Erased(key.person)
        erased.update(act.erases)
        signed.append(act)
    return signed


def _first_receipts(path: WritePath, chunk: Sequence[Examined], error: Exception) -> list[Receipt]:
    """The receipts of a chunk that is already recorded. Raises: `error` otherwise."""
    receipts = [path.first_receipt(examined) for examined in chunk]
    known = [receipt for receipt in receipts if receipt is not None]
    if len(known) < len(receipts):
        raise error
    return known


def _judge_together(path: WritePath, chunk: Sequence[Examined]) -> list[Judged]:
    """Each act judged by the states that the acts before it leave; a state is folded on when it is needed again."""
    organisation = path.organisation.current
    judged_at = organisation.position
    newest: dict[UUID, Judged] = {}
    judged: list[Judged] = []
    for examined in chunk:
        stream = examined.envelope.stream
        last = newest.get(stream)
        if last is None:
            before = path.before(examined, organisation)
        else:
            before = last.before.after(_expected(last))
            check_continues(examined, before)
        one = path.judge(examined, before, organisation, judged_at)
        newest[stream] = one
        judged.append(one)
        if before.kind == ORGANISATION:
            organisation = before.after(_expected(one))
    return judged


def _expected(judged: Judged) -> Recorded:
    """The act in a history, before its position is known: good for judging the acts after it, never kept."""
    examined = judged.examined
    where = examined.envelope
    return Recorded(where.stream, where.version, 0, examined.act_hash.hex(), datetime.now(UTC), judged.act)


def _keep_together(path: WritePath, judged: Sequence[Judged], answers: Sequence[Appended]) -> None:
    """Folds each stream of the chunk once more, now with positions, and keeps what it became."""
    standings: dict[UUID, Standing] = {}
    for one, answer in zip(judged, answers, strict=True):
        before = standings.get(one.before.stream, one.before)
        standings[before.stream] = before.after(one.recorded(answer))
    for standing in standings.values():
        path.keep(standing)
