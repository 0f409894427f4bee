"""What the registers of execution share: one file of the kind `enforcement` is one convict under one judgment in force,
so an entry is about the convict of its file.

The acts of execution name no article of the penal code and the judgment by a link, so cells for the charge stay blank:
it stands in the criminal case. No act records that the court ends an execution (đình chỉ), that a convict moves to
another place, or breaches of discipline; those cells stay blank as well.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import Acts, Computed, Member, acts, datum_of, first_of
from projections.registers.penalties import terms
from projections.registers.register import kinds

KINDS = kinds("enforcement")
OPENED = "enforcement_stream.opened.v1"
DECISION = "enforcement_decision.received.v1"
DIED = "convict.died.v1"
QUASHED = "enforced_judgment.quashed.v1"
NAMING = (
    OPENED, "clemency.petitioned.v1", "clemency.decided.v1", "execution.stayed.v1", "death_sentence.executed.v1",
)  # fmt: skip
CLOSING = (
    "judgment_enforcement_record.closed.v1", "expungement_file.reviewed.v1", "conviction.expunged.v1",
    "conviction.expunged_by_law.v1",
)  # fmt: skip


def convict() -> Member:
    """The label of the convict."""
    return datum_of(*NAMING, name="convict", since="beginning")


def judgment() -> Acts:
    """The act by which the procuracy opens its file; it names the judgment by a link of relation `enforces`."""
    return acts(OPENED, since="beginning")


def penalty() -> Computed:
    """The penalties, as they now stand."""
    return first_of(terms("commuted_sentence.enforced.v1"), terms(OPENED), terms(DECISION), terms(*NAMING[1:]))


def decision() -> Acts:
    """The decision to enforce the judgment."""
    return acts(DECISION, since="beginning")


def begun(step: Step) -> bool:
    """Whether the file begins with the act."""
    return bool(step.before.stage == "new" != step.after.stage)


def new_offence(act: FileAct) -> bool:
    """Whether the suspended sentence is activated because of a new offence."""
    return bool(act.data.breach == "new_offence")


def breach_of_duty(act: FileAct) -> bool:
    """Whether the suspended sentence is activated because obligations were breached."""
    return not new_offence(act)
