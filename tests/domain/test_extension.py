"""Module 2: the time for the investigation extended."""

import pytest

LATER = "2026-08-03"  # under the procuracies of three levels


def asked(file, day="2022-10-07", end="2022-12-31", number=1):
    """The file after the agency asked for more time."""
    return file.does(
        "investigation_extension.requested.v1", day=day, extension=number, current_end=end, reasons="Vụ án phức tạp"
    )


@pytest.fixture
def supreme(officers):
    """The deputy head of the supreme procuracy."""
    return officers.actor("PVT of TC", "TC", "PVT", "KT")


def test_extensions_follow_the_class_of_crime(approved, supreme):
    for _ in range(2):
        asked(approved).does("investigation.extended.v1", months=4)
    approved.refuses("level_not_competent", "investigation.extended.v1", months=4)
    asked(approved).does("investigation.extended.v1", months=4, signed=supreme)
    refused = approved.refuses("no_extension_left", "investigation.extended.v1", months=4, signed=supreme)
    assert (refused.article, refused.facts["extensions"]) == ("BLTTHS-2015/172/2", 3)
    approved.refuses("level_not_competent", "investigation.extended.v1", months=4, exceptional=True)
    approved.does("investigation.extended.v1", months=4, exceptional=True, signed=supreme)
    assert (approved.state.extensions, approved.flags) == (4, ["request_not_on_record"])


def test_an_extension_is_no_longer_than_the_class_allows(case, light):
    case.does("case.opened.v1", offences=[light])
    case.refuses("no_extension_left", "investigation.extended.v1", months=3)
    case.does("investigation.extended.v1", months=2)
    case.refuses("no_extension_left", "investigation.extended.v1", months=2)


def test_the_exceptional_extension_is_for_the_gravest_crimes_when_the_others_are_used_up(case, light, supreme):
    case.does("case.opened.v1", offences=[light]).does("investigation.extended.v1", months=2)
    refused = case.refuses("no_extension_left", "investigation.extended.v1", months=2, exceptional=True, signed=supreme)
    assert refused.article == "BLTTHS-2015/172/3"


def test_a_crime_against_national_security_may_have_an_exceptional_one(case, supreme):
    charge = {"article": "117", "clause": "1", "offence": "Tuyên truyền chống Nhà nước", "crime_class": "very_serious"}
    case.does("case.opened.v1", offences=[charge])
    one = {"months": 4, "exceptional": True, "signed": supreme}
    case.refuses("no_extension_left", "investigation.extended.v1", **one)
    case.does("investigation.extended.v1", months=4).does("investigation.extended.v1", months=4)
    case.does("investigation.extended.v1", **one)


def test_an_exceptional_extension_is_granted_once(approved, supreme):
    one = {"months": 4, "signed": supreme}
    for _ in range(3):
        approved.does("investigation.extended.v1", **one)
    approved.does("investigation.extended.v1", exceptional=True, **one)
    refused = approved.refuses("no_extension_left", "investigation.extended.v1", exceptional=True, **one)
    assert refused.article == "BLTTHS-2015/172/3"


def test_an_investigation_resumed_has_a_period_of_its_own_extended_once(approved, supreme):
    for _ in range(2):
        approved.does("investigation.extended.v1", months=4)
    asked(approved).does("investigation.suspended.v1").does("investigation.resumed.v1")
    assert approved.state.extension_requests == ()
    approved.refuses("no_extension_left", "investigation.extended.v1", months=4)
    approved.does("investigation.extended.v1", months=3)
    refused = approved.refuses("no_extension_left", "investigation.extended.v1", months=3)
    assert refused.article == "BLTTHS-2015/174/1"
    approved.refuses("no_extension_left", "investigation.extended.v1", months=3, exceptional=True, signed=supreme)


def test_a_later_investigation_does_not_count_the_extensions_of_the_one_concluded(prosecution):
    prosecution.state = prosecution.state.evolved(stage="investigation")
    prosecution.does("investigation.extended.v1", months=4).does("investigation.concluded.v1")
    assert prosecution.state.extensions == 0


def test_a_regional_procuracy_does_not_extend_for_the_gravest_crimes(opened):
    opened.unit = "KV1"
    refused = opened.refuses("level_not_competent", "investigation.extended.v1", months=4)
    assert refused.article == "BLTTHS-2015/172/5"
    opened.does("investigation.extended.v1", months=4, day=LATER)  # the wording since 2025 was not read: not measured


def test_a_request_comes_ten_days_before_the_end(opened):
    asked(opened, day="2022-10-07", end="2022-10-17")
    assert opened.flags == []
    asked(opened, day="2022-10-08", end="2022-10-17")
    assert opened.flags == ["extension_requested_late"]


def test_a_request_is_answered_once(opened):
    answer = {"reasons": "Không phức tạp", "links": [opened.link("answers", 2)]}
    opened.refuses("request_not_on_record", "investigation_extension.refused.v1", **answer)
    asked(opened)
    opened.refuses("link_missing", "investigation_extension.refused.v1", reasons="Không phức tạp")
    opened.does("investigation_extension.refused.v1", **answer)
    opened.refuses("request_not_on_record", "investigation_extension.refused.v1", **answer)


def test_a_request_is_passed_to_a_procuracy_above(opened):
    proposal = {"extension": 3, "opinion": "Đề nghị gia hạn"}
    opened.refuses("unit_not_superior", "investigation_extension.proposed.v1", to_unit="KV1", **proposal)
    opened.does("investigation_extension.proposed.v1", to_unit="TC", **proposal)
