"""The projections and the registers, in the order in which people meet them. What is not listed here is not built."""

from collections.abc import Mapping

from projections.accused_status import ACCUSED_STATUS
from projections.case_status import CASE_STATUS
from projections.deadlines import DEADLINES
from projections.declaration import Projection
from projections.entries import ENTRIES
from projections.findings import FINDINGS
from projections.registers.register import Register
from projections.registers.so_01 import SO_01
from projections.registers.so_02 import SO_02
from projections.registers.so_03 import SO_03
from projections.registers.so_04 import SO_04
from projections.registers.so_05 import SO_05
from projections.registers.so_06 import SO_06
from projections.registers.so_07 import SO_07
from projections.registers.so_08 import SO_08
from projections.registers.so_09 import SO_09
from projections.registers.so_10 import SO_10
from projections.registers.so_11 import SO_11
from projections.registers.so_12 import SO_12
from projections.registers.so_13 import SO_13
from projections.registers.so_14 import SO_14
from projections.registers.so_15 import SO_15
from projections.registers.so_16 import SO_16
from projections.registers.so_17 import SO_17
from projections.registers.so_18 import SO_18
from projections.registers.so_21 import SO_21
from projections.registers.so_22 import SO_22
from projections.registers.so_23 import SO_23
from projections.registers.so_24 import SO_24
from projections.registers.so_25 import SO_25
from projections.registers.so_26 import SO_26
from projections.registers.so_27 import SO_27
from projections.registers.so_28 import SO_28
from projections.registers.so_29 import SO_29
from projections.registers.so_30 import SO_30
from projections.registers.so_31 import SO_31
from projections.registers.so_32 import SO_32
from projections.registers.so_33 import SO_33
from projections.registers.so_34 import SO_34
from projections.registers.so_35 import SO_35
from projections.registers.so_36 import SO_36
from projections.registers.so_66 import SO_66
from projections.registers.x_don import X_DON
from projections.registers.x_kn_tc_gq import X_KN_TC_GQ
from projections.registers.x_kn_tc_ks import X_KN_TC_KS
from projections.registers.x_kstt import X_KSTT
from projections.registers.x_tiepdan import X_TIEPDAN
from projections.search import SEARCHABLE
from projections.statistics.facts import FACT
from projections.statistics.sent import ADJUSTMENT, REPORT
from projections.supervision import SUPERVISED_ACT

REGISTERS: Mapping[str, Register] = {
    register.id: register
    for register in (
        SO_01,
        SO_02,
        SO_03,
        SO_04,
        SO_05,
        SO_06,
        SO_07,
        SO_08,
        SO_09,
        SO_10,
        SO_11,
        SO_12,
        SO_13,
        SO_14,
        SO_15,
        SO_16,
        SO_17,
        SO_18,
        SO_21,
        SO_22,
        SO_23,
        SO_24,
        SO_25,
        SO_26,
        SO_27,
        SO_28,
        SO_29,
        SO_30,
        SO_31,
        SO_32,
        SO_33,
        SO_34,
        SO_35,
        SO_36,
        SO_66,
        X_TIEPDAN,
        X_DON,
        X_KN_TC_GQ,
        X_KN_TC_KS,
        X_KSTT,
    )
}

PROJECTIONS: tuple[Projection, ...] = (
    CASE_STATUS,
    ACCUSED_STATUS,
    DEADLINES,
    *(register.projection for register in REGISTERS.values()),
    FACT,
    REPORT,
    ADJUSTMENT,
    FINDINGS,
    ENTRIES,
    SEARCHABLE,
    SUPERVISED_ACT,
)
