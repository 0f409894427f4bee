"""Modules 3 and 4: acts that only a stage limits. Each is done from every lawful stage, and not from another one."""

import pytest

from domain.kernel.act_type import ANY
from domain.kernel.catalogue import CATALOGUE

PARTY = {"label": "bị hại 1", "role": "victim"}
ABOUT = ("concerns",)

TABLE = {
    # the procuracy's decision on prosecution
    "file.refused_incomplete.v1": {"missing": ["exhibits"]},
    "conclusion.served_on_accused.v1": {"place": "Trại tạm giam"},
    "lower_procuracy.told_to_prepare_trial.v1": {"to_unit": "KV1", "planned_end": "2023-01-31"},
    "case.transferred_for_prosecution.v1": {"to": "VKSND khu vực 1", "reason": "thẩm quyền"},
    "transferred_case.received_for_prosecution.v1": {"from_procuracy": "VKSND tỉnh"},
    "prosecution_documents.demanded.v1": {"documents": ["sao kê"], "addressee": "ngân hàng", "due": "2022-11-01"},
    "file.taken_back.v1": {},
    "decision.notified_to_parties.v1": {"addressees": ["người bào chữa", "bị hại"], "links": ABOUT},
    "decision.sent_to_superior.v1": {"to_unit": "TC", "links": ABOUT},
    "exhibit_list.attached.v1": {"exhibits": ["01 máy tính"], "place": "kho vật chứng"},
    "summons_list.proposed.v1": {"parties": [PARTY]},
    "exhibits.disposed.v1": {"exhibits": ["01 dao"], "disposition": "destroy"},
    "exhibit_disposal.annulled.v1": {"reason": "nhầm", "links": ("annuls",)},
    "property.returned.v1": {"items": ["01 xe"], "to_party": PARTY, "exhibit": False},
    "property_return.annulled.v1": {"reason": "nhầm", "links": ("annuls",)},
    "exhibits.transferred.v1": {"exhibits": ["01 dao"], "from_store": "kho A", "to_store": "kho B"},
    "file.returned_for_reinvestigation.v1": {"to_agency": "CSĐT", "links": ABOUT},
    # first instance
    "file.refused_by_court.v1": {"missing": ["biên bản giao cáo trạng"]},
    "trial_preparation.extended.v1": {"since": "2022-10-07", "until": "2022-10-21", "reason": "phức tạp"},
    "court_supplement.requested.v1": {"items": ["kết luận giám định"]},
    "court_supplement.sent.v1": {"items": ["kết luận giám định"]},
    "evidence.passed_by_court.v1": {"items": ["hợp đồng"]},
    "court_return.settled_by_supplement.v1": {"activities": ["lấy lời khai"], "result": "đã làm rõ"},
    "court_return.declined.v1": {"reasons": "đủ chứng cứ"},
    "case.sent_back_for_competence.v1": {"competent_court": "TAND khu vực 2"},
    "indictment.read.v1": {},
    "debate_reply.made.v1": {"answered": ["về tội danh"]},
    "court_violation.noted.v1": {"violation": "không giải thích quyền"},
    "court_minutes.checked.v1": {},
    "judgment.received.v1": {"links": ABOUT},
    "judgment.reviewed.v1": {"proposal": "no_action", "decision": "đồng ý"},
    "judgment.sent_to_superior.v1": {"to_unit": "TC"},
    "judgment.corrected.v1": {"corrections": ["năm sinh"]},
    "judgment_clarification.requested.v1": {"points": ["phần án phí"]},
    # appeal
    "appeal.notified.v1": {},
    "appellate_case.accepted.v1": {},
    "appellate_file.received.v1": {"folios": 1200},
    "appellate_file.returned.v1": {},
    "appellate_opinion.presented.v1": {"opinion": "reject", "content": "giữ nguyên"},
    "appeal_trial.discontinued.v1": {"reason": "rút toàn bộ kháng cáo"},
    # review
    "cassation.file_requested.v1": {"from_court": "TAND tỉnh"},
    "cassation.protest_changed.v1": {"change": "supplement", "reasons": "bổ sung căn cứ"},
    "cassation.execution_suspended.v1": {"sent_to": ["Trại giam"], "links": ABOUT},
    "cassation_opinion.presented.v1": {"opinion": "chấp nhận kháng nghị"},
    "review.discontinued.v1": {},
    "new_circumstances.verified.v1": {"result": "có tình tiết mới"},
    "reopening.protested.v1": {"grounds": ["1"]},
}  # fmt: skip
AFTERWARDS = {  # the stage that the act moves the case to; the others leave it where it stands
    "case.transferred_for_prosecution.v1": "transferred",
    "transferred_case.received_for_prosecution.v1": "prosecution",
    "court_return.settled_by_supplement.v1": "indicted",
    "court_return.declined.v1": "indicted",
    "case.sent_back_for_competence.v1": "prosecution",
    "appellate_case.accepted.v1": "appeal_trial",
    "appeal_trial.discontinued.v1": "final",
    "review.discontinued.v1": "final",
    "reopening.protested.v1": "reopening",
}
ELSEWHERE = "opening_annulled"  # a stage from which none of them is lawful


def standing_at(case, stage):
    entries = [case.entry("bị can 1"), case.entry("bị can 2")]
    status = "proposed" if stage in ("concluded", "prosecution") else "indicted"
    return case.does("gap.noted.v1", stage=stage, accused=entries, status=status, reason="hồ sơ thiếu")


def members_of(case, key):
    members = dict(TABLE[key])
    links = [case.link(relation) for relation in members.pop("links", ())]
    for name in ("to_party", "parties"):
        if name in members:
            party = {"person": case.person("bị hại 1"), **PARTY}
            members[name] = party if name == "to_party" else [party]
    return {"links": links, **members}


FROM = [(key, stage) for key in TABLE for stage in CATALOGUE[key].lawful_from]


@pytest.mark.parametrize(("key", "stage"), FROM)
def test_done_from_every_lawful_stage(case, key, stage):
    standing_at(case, stage).does(key, **members_of(case, key))
    assert (case.stage, case.flags) == (AFTERWARDS.get(key, stage), ["history_gap"])


@pytest.mark.parametrize("key", TABLE)
def test_not_done_from_another_stage(case, key):
    act_type = CATALOGUE[key]
    assert ANY not in act_type.lawful_from
    standing_at(case, ELSEWHERE)
    if act_type.own:
        assert case.refuses("wrong_stage", key, **members_of(case, key)).article == act_type.law[0]
    else:
        assert case.does(key, **members_of(case, key)).flags[:2] == ["history_gap", "wrong_stage"]


@pytest.mark.parametrize("key", [key for key in TABLE if "links" in TABLE[key]])
def test_an_act_about_another_one_names_it(case, key):
    standing_at(case, CATALOGUE[key].lawful_from[0])
    case.refuses("link_missing", key, **{**members_of(case, key), "links": []})
