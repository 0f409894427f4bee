"""The projections and the registers, in the order in which people meet them. What is not listed here is not built."""

from collections.abc import Mapping

from projections.accused_status import ACCUSED_STATUS
from projections.case_status import CASE_STATUS
from projections.deadlines import DEADLINES
from projections.declaration import Projection
from projections.entries import ENTRIES
from projections.findings import FINDINGS
from projections.registers.register import Register
from projections.registers.so_04 import SO_04
from projections.registers.so_07 import SO_07
from projections.statistics.facts import FACT

REGISTERS: Mapping[str, Register] = {register.id: register for register in (SO_04, SO_07)}

PROJECTIONS: tuple[Projection, ...] = (
    CASE_STATUS,
    ACCUSED_STATUS,
    DEADLINES,
    *(register.projection for register in REGISTERS.values()),
    FACT,
    FINDINGS,
    ENTRIES,
)
