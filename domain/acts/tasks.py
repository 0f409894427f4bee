"""Tasks on a file: given, progressed, done. BLTTHS-2015/41/1, 42/1

A task is work inside the procuracy, never a decision; it moves no stage and starts no time of the law.
"""

from typing import Any, Literal

from domain.acts.changes import unchanged
from domain.acts.common import FILES, RECORDERS
from domain.acts.shapes import Own
from domain.kernel.act_type import ANY, ActType
from domain.kernel.checks import linked
from domain.kernel.data import Day, Id, Text, Word

WORKERS = (*RECORDERS, "TTDV", "registrar")


class Given(Own):
    """Somebody is to do something."""

    task: Text
    officer: Id  # who is to do it
    due_on: Day | None = None


class Progressed(Own):
    """How far it is; a link `answers` names the act that gave the task."""

    progress: Text
    obstacle: Text | None = None


class Done(Own):
    """It is done, or cannot be; a link `answers` names the act that gave the task."""

    result: Literal["done", "not_possible", "no_longer_needed"]
    outcome: Text | None = None
    product: Word | None = None  # number of the document made


def _task(key: str, name_vi: str, name_en: str, data: Any, **more: Any) -> ActType:
    return ActType(
        key=key, name_vi=name_vi, name_en=name_en, data=data, apply=unchanged, module="common", issuer="procuracy",
        kinds=FILES, law=("BLTTHS-2015/41/1", "BLTTHS-2015/42/1"), lawful_from=(ANY,), confirmed=False,
        source="design of the ledger", **more,
    )  # fmt: skip


ANSWERS = linked("answers", "BLTTHS-2015/42/1")

CHAPTER = (
    _task("task.given.v1", "Giao việc", "Task given", Given, signed_by=("KSV", "VT", "PVT", "TTDV")),
    _task("task.progressed.v1", "Báo cáo tiến độ công việc", "Task progressed", Progressed,
          signed_by=WORKERS, impossible=(ANSWERS,)),
    _task("task.done.v1", "Hoàn thành công việc", "Task done", Done, signed_by=WORKERS, impossible=(ANSWERS,)),
)  # fmt: skip
