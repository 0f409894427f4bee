"""Module 2: charges and measures are for their stages; out of them our own is refused and the agency's is flagged."""

import pytest

from domain.acts import (
    charge_amendments,
    charging,
    coercion,
    custody,
    juvenile_measures,
    liberty_measures,
    remand,
    remand_terms,
    urgent_holding,
)
from domain.kernel.act_type import ANY, NEW

CHAPTERS = (
    urgent_holding, custody, charging, charge_amendments, remand, remand_terms, liberty_measures, juvenile_measures,
    coercion,
)  # fmt: skip
ACTS = [act_type for chapter in CHAPTERS for act_type in chapter.CHAPTER if act_type.kind == "criminal_case"]
BOUND = [act_type for act_type in ACTS if ANY not in act_type.lawful_from]
CHARGE = {"article": "174", "offence": "Lừa đảo chiếm đoạt tài sản"}
PERSON = {"person": "00000000-0000-4000-8000-000000000001", "label": "người làm chứng 1", "role": "witness"}
MORE = {  # members that an act needs beside the accused
    "holding.questioned.v1": {"conclusion": "x"},
    "person.arrested.v1": {"manner": "unstated"},
    "charge_evidence.demanded.v1": {"items": ["x"]},
    "charge.demanded.v1": {"demand": "change"},
    "charge_documents.served.v1": {"rights_explained": True},
    "charge.amendment_annulled.v1": {"kind": "change"},
    "measure.replaced.v1": {"new": "none"},
    "remand.replaced.v1": {"new": "none"},
    "measure_expiry.notified.v1": {"measure": "remand", "ends_on": "2023-02-06", "proposal": "keep"},
    "residence_ban.notified.v1": {"addressee": "UBND xã"},
    "accused_escort.ordered.v1": {"destination": "x"},
    "witness_escort.ordered.v1": {"summoned": PERSON, "capacity": "witness"},
    "property_attachment.ordered.v1": {"assets": []},
    "account_freeze.ordered.v1": {"accounts": []},
    "legal_person_measure.approved.v1": {"measure": "forced_deposit"},
}


def asked(file, key):
    """What is asked about the first accused: by name where the act may bring persons in, else by reference."""
    act_type = next(act_type for act_type in ACTS if act_type.key == key)
    fields, more = act_type.data.model_fields, dict(MORE.get(key, {}))
    if "charges" in fields and key.startswith("charge.") and key != "charge.demanded.v1":
        return {"accused": file.person("bị can 1"), "charges": [CHARGE], **more}
    if "accused" not in fields:
        return more
    named = "AccusedPerson" in str(fields["accused"].annotation)
    return {"accused": [file.entry("bị can 1") if named else file.person("bị can 1")], **more}


@pytest.mark.parametrize("key", [act_type.key for act_type in BOUND if act_type.own])
def test_after_judgment_our_own_is_refused(judged, key):
    judged.refuses("wrong_stage", key, **asked(judged, key))


@pytest.mark.parametrize("key", [act_type.key for act_type in BOUND if not act_type.own])
def test_after_judgment_the_agencys_is_flagged(judged, key):
    judged.does(key, **asked(judged, key))
    assert judged.flags[0] == "wrong_stage"


@pytest.mark.parametrize("key", [act_type.key for act_type in ACTS if NEW not in act_type.lawful_from])
def test_nothing_is_done_in_a_file_that_is_not_open(case, key):
    data = {"ended_on": "2023-02-06"} if key == "remand.expired.v1" else {}
    data |= {"money": "returned"} if key == "deposit.annulled.v1" else {}
    case.refuses("stream_not_open", key, **asked(case, key), **data)
