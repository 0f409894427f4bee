"""Case and accused agree after any lawful run of prosecution, trial and appeal.

What a report would otherwise have to find: an accused left open in a case that ended, a measure that outlasts the
proceedings, somebody before the court who was never indicted, a judgment in force on nobody.
"""

from random import Random

from domain.errors import Refused

CLOSING = ("discontinued", "discontinued_by_court")
BEFORE_COURT = ("indicted", "court", "trial", "judged", "appealed", "appeal_trial")
LABELS = ("bị can 1", "bị can 2", "bị can 3")


def some(random, case):
    """All of the case, or some of its accused."""
    return {"accused": case.persons(*random.sample(LABELS, random.randint(1, 2)))} if random.random() < 0.5 else {}


def outcomes(random, case):
    """An outcome for every accused who is still before the court."""
    verdicts = {"convicted": "imprisonment", "acquitted": "none", "exempted": "none"}
    found = []
    for label in LABELS:
        if case.accused(label).status in ("indicted", "convicted"):
            verdict = random.choice(list(verdicts))
            found.append(
                {"accused": case.person(label), "verdict": verdict, "penalty": verdicts[verdict], "months": 12}
            )
    return {"outcomes": found}


def about(relation):
    """A maker of an act about another one, on all or on some of the accused."""
    return lambda random, case: {"reason": "không có căn cứ", "links": [case.link(relation)], **some(random, case)}


def annulled(random, case):
    """A judgment annulled in the instance in which the case stands."""
    instance = {"cassation": "cassation", "reopening": "reopening"}.get(case.stage, "appeal")
    return {"instance": instance, "reasons": "vi phạm", **some(random, case)}


def nothing(random, case):
    """No members."""
    return {}


MAKERS = {
    "file.received.v1": nothing,
    "case.suspended.v1": some,
    "case.discontinued.v1": some,
    "case.resumed.v1": some,
    "case_suspension.annulled.v1": about("annuls"),
    "case_discontinuation.annulled.v1": about("annuls"),
    "file.returned.v1": nothing,
    "supplementary_investigation.concluded.v1": nothing,
    "indictment.issued.v1": nothing,
    "case.accepted_by_court.v1": nothing,
    "case.sent_back_for_competence.v1": lambda random, case: {"competent_court": "TAND khu vực 2"},
    "file.returned_by_court.v1": nothing,
    "court_return.declined.v1": lambda random, case: {"reasons": "đủ chứng cứ"},
    "case.suspended_by_court.v1": some,
    "case.discontinued_by_court.v1": some,
    "case.resumed_by_court.v1": some,
    "measure.decided_by_court.v1": lambda random, case: {
        "accused": case.persons(random.choice(LABELS)), "measure": random.choice(["remand", "deposit", "none"]),
    },
    "trial.scheduled.v1": nothing,
    "judgment.pronounced.v1": outcomes,
    "appeal.filed.v1": some,
    "appellate_case.accepted.v1": nothing,
    "appeal_trial.discontinued.v1": lambda random, case: {"reason": "rút kháng cáo"},
    "appeal_judgment.pronounced.v1": lambda random, case: {"result": "upheld"},
    "judgment.became_final.v1": nothing,
    "judgment.annulled_for_reinvestigation.v1": annulled,
    "judgment.annulled_for_retrial.v1": annulled,
    "judgment.annulled_and_discontinued.v1": lambda random, case: {
        "provision": "157/2", "innocent": random.random() < 0.5, **some(random, case),
    },
    "cassation.protested.v1": nothing,
    "reopening.protested.v1": lambda random, case: {"grounds": ["1"]},
    "investigation.concluded.v1": nothing,
}  # fmt: skip


def lawfully(case, key, members):
    """Records the act when the law allows it and nobody would note a breach. Whether it was recorded."""
    before, history = case.state, len(case.history)
    try:
        case.does(key, **members)
    except Refused:
        return False
    if len(case.flags) > len(before.flags):
        case.state = before
        del case.history[history:]
        return False
    return True


def check(case):
    """Case and accused agree."""
    for accused in case.state.accused.values():
        assert not (accused.closed and any(not measure.ended for measure in accused.measures)), accused
        assert not (accused.final and accused.outcome is None and accused.status != "discontinued"), accused
        if case.stage in CLOSING:
            assert accused.closed, (case.stage, accused)
        if case.stage in BEFORE_COURT:
            assert accused.status not in ("charged", "approved", "proposed"), (case.stage, accused)


def run(case, charge, seed):
    """Does what chance asks for and the law allows, checking after every act. Gives back the keys of what was done."""
    random, done = Random(seed), set()
    case.does("case.opened.v1", offences=[charge])
    case.does("accused.charged.v1", accused=[case.entry(label, charges=[charge]) for label in LABELS])
    case.does("charge.approved.v1", accused=case.persons(*LABELS))
    case.does("remand.ordered.v1", accused=case.persons(*LABELS), months=4)
    case.does("remand.approved.v1", accused=case.persons(*LABELS)).does("investigation.concluded.v1")
    for _ in range(150):
        key = random.choice(list(MAKERS))
        if lawfully(case, key, MAKERS[key](random, case)):
            done.add(key)
            check(case)
    assert case.again() == case.state
    return done


def test_case_and_accused_agree_after_every_lawful_act(file_of, charge):
    done = set()
    for seed in range(60):
        done |= run(file_of("criminal_case"), charge, seed)
    assert done == set(MAKERS)
