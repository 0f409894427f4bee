"""Pages of the law as coded: acts, stages, limits, authority, changes; served, and written into a folder."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.context import TheSession
from api.errors import BadRequest
from api.law import chapters, differences, machine
from api.pages.diagram import drawing
from api.pages.rendering import page
from api.pages.words import CLASSES
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.rule_sets import RULE_SETS, current_rule_set
from domain.kinds import KINDS
from domain.limits.rows import LIMITS, RULES_VERSION
from domain.limits.words import length
from domain.organisation.authority import AUTHORITY, TITLES, Group

router = APIRouter(include_in_schema=False)
RuleSetId = Annotated[str, Query(max_length=40)]


MANNERS = {"right": "●", "assigned": "◐", "for_prosecutor": "○", "leader": "◇"}
Link = Callable[[str], str]  # from the name of a page to its address


def acts(link: Link) -> Mapping[str, Any]:
    """What the page of the catalogue shows."""
    found = chapters()
    return {
        "chapters": found,
        "total": sum(len(chapter.acts) for chapter in found),
        "unconfirmed": sum(chapter.unconfirmed for chapter in found),
        **_common(link),
    }


def states(link: Link) -> Mapping[str, Any]:
    """What the page of the state machines shows."""
    machines = [machine(kind) for kind in KINDS]
    return {"machines": [(one, drawing(one)) for one in machines], **_common(link)}


def changes(link: Link, before: str = "", after: str = "") -> Mapping[str, Any]:
    """What the page of changes shows; the two newest rule sets by default. Raises: BadRequest."""
    ids = list(RULE_SETS)
    before, after = before or ids[max(0, len(ids) - 2)], after or ids[-1]
    for name, rule_set in (("before", before), ("after", after)):
        if rule_set not in RULE_SETS:
            raise BadRequest(name, "unknown_rule_set")
    found = list(differences(before, after))
    return {"rule_sets": ids, "before": before, "after": after, "differences": found, **_common(link)}


def limits(link: Link) -> Mapping[str, Any]:
    """What the page of the time limits shows: every wording of every limit."""
    rows = [limit for wordings in LIMITS.values() for limit in wordings]
    classes = {code: name.vi for code, name in CLASSES.items()}
    return {"limits": rows, "rules_version": RULES_VERSION, "said": length, "classes": classes, **_common(link)}


def authority(link: Link) -> Mapping[str, Any]:
    """What the page of the authority to sign shows: a matrix of kinds of acts and titles, and the capacities."""
    rows = [(group, [_cell(group, title) for title in TITLES]) for group in AUTHORITY.groups.values()]
    return {"titles": TITLES, "rows": rows, "capacities": AUTHORITY.capacities, **_common(link)}


def _cell(group: Group, title: str) -> list[str]:
    found = (grant for grant in group.grants if grant.title == title)
    return [MANNERS[grant.manner] + (f" ({grant.place})" if grant.place else "") for grant in found]


def _common(link: Link) -> Mapping[str, Any]:
    return {"rule_set": current_rule_set(), "catalogue": CATALOGUE, "link": link}


PAGES: Mapping[str, tuple[str, Callable[[Link], Mapping[str, Any]]]] = {  # name -> template, content
    "law": ("law.html", acts),
    "law/states": ("law_states.html", states),
    "law/limits": ("law_limits.html", limits),
    "law/authority": ("law_authority.html", authority),
    "law/changes": ("law_changes.html", changes),
}


def _served(name: str) -> str:
    return f"/pages/{name}"


@router.get("/pages/law")
def acts_page(session: TheSession) -> Response:
    return page("law.html", session=session, **acts(_served))


@router.get("/pages/law/states")
def states_page(session: TheSession) -> Response:
    return page("law_states.html", session=session, **states(_served))


@router.get("/pages/law/limits")
def limits_page(session: TheSession) -> Response:
    return page("law_limits.html", session=session, **limits(_served))


@router.get("/pages/law/authority")
def authority_page(session: TheSession) -> Response:
    return page("law_authority.html", session=session, **authority(_served))


@router.get("/pages/law/changes")
def changes_page(session: TheSession, before: RuleSetId = "", after: RuleSetId = "") -> Response:
    return page("law_changes.html", session=session, **changes(_served, before, after))
