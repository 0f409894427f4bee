"""`socai law`: the law as coded, for reading: acts, stages, limits, authority, changes between rule sets, pages."""

import json
import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.law import chapters, differences, machine
from api.pages import law as pages
from api.pages.rendering import ENVIRONMENT, FOLDER
from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.manifest import manifest
from domain.kernel.rule_sets import RULE_SETS, current_rule_set
from domain.kinds import KINDS
from domain.limits.rows import LIMITS, RULES_VERSION
from domain.limits.words import length
from domain.organisation.authority import AUTHORITY

law = typer.Typer(help="Show the law as coded.", invoke_without_command=True)


@law.callback()
def catalogue(
    context: typer.Context,
    module: Annotated[
        str | None, typer.Option(help="One module only: M1 to M6, M9, M10, common, organisation.")
    ] = None,
) -> None:
    """Print every act of the procedure by module: issuer, signers, articles, form, stages it leads from and to."""
    if context.invoked_subcommand is not None:
        return
    found = [chapter for chapter in chapters() if chapter.acts and module in (None, chapter.module)]
    if not found:
        raise typer.BadParameter(f"no module {module}")
    console = Console(highlight=False, soft_wrap=True)
    for chapter in found:
        doubt = f", {chapter.unconfirmed} not confirmed" if chapter.unconfirmed else ""
        console.print(f"\n[bold]{chapter.module}  {chapter.name_vi}[/] ({chapter.name_en}: {len(chapter.acts)}{doubt})")
        for act in chapter.acts:
            console.print(f"  [bold]{act.name_vi}[/]  {act.key}\n    {_said(act)}")
    console.print(f"\nrule set {current_rule_set()}, {sum(len(chapter.acts) for chapter in found)} act types")


def _said(act: ActType) -> str:
    """Who issues and signs the act, by which article, on which form, between which stages."""
    signers = f"{act.issuer} ({', '.join(act.signed_by)})" if act.own else act.issuer
    cited = ", ".join(act.law) + ("" if act.confirmed else " (not confirmed)")
    form = f" | form {act.form}" if act.form else ""
    leads = f" -> {', '.join(act.leads_to)}" if act.leads_to else ""
    return f"{signers} | {cited}{form} | {', '.join(act.lawful_from)}{leads}"


@law.command("states")
def show_states(
    kind: Annotated[str | None, typer.Argument(help="Kind of stream; all when none is named.")] = None,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="As a Mermaid state diagram.")] = False,
) -> None:
    """Print the stages of a kind of stream and the acts that lead from one to the other."""
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"no kind {kind}; there are {', '.join(KINDS)}")
    for one in [kind] if kind else KINDS:
        found = machine(one)
        if mermaid:
            print("stateDiagram-v2")
            for (before, after), keys in found.ways().items():
                print(f"    {before} --> {after}: {', '.join(key.rsplit('.', 1)[0] for key in keys)}")
            continue
        Console(highlight=False, soft_wrap=True).print(f"[bold]{found.kind.name_vi}[/] ({one})")
        table = Table("from", "to", "acts")
        for (before, after), keys in found.ways().items():
            table.add_row(before, after, ", ".join(keys))
        Console().print(table)


@law.command("limits")
def show_limits() -> None:
    """Print the table of time limits."""
    console = Console(highlight=False, soft_wrap=True)
    for wordings in LIMITS.values():
        for limit in wordings:
            lengths = ", ".join(
                f"{case} {length(one, 'en')}" if case != "all" else length(one, "en")
                for case, one in limit.lengths.items()
            )
            doubt = "" if limit.confirmed == "yes" else f" ({limit.confirmed} confirmed)".replace("no ", "not ")
            until = f" until {limit.until}" if limit.until else ""
            console.print(f"[bold]{limit.name_vi}[/]  {limit.id}")
            console.print(
                f"    {lengths or limit.uncounted} | {', '.join(limit.articles)}{doubt} | {limit.since}{until}"
            )
    console.print(f"{sum(map(len, LIMITS.values()))} limits, {RULES_VERSION}")


@law.command("authority")
def show_authority() -> None:
    """Print who may sign what."""
    console = Console(highlight=False, soft_wrap=True)
    for group in AUTHORITY.groups.values():
        doubt = "" if group.confirmed else " (not confirmed)"
        console.print(f"[bold]{group.name_vi}[/] | {', '.join(group.basis)}{doubt}")
        for grant in group.grants:
            console.print(f"    {grant.title}{f' ({grant.place})' if grant.place else ''}: {grant.manner}")


@law.command("changes")
def show_changes(
    before: Annotated[str, typer.Argument(help="The earlier rule set.")],
    after: Annotated[str, typer.Argument(help="The later rule set; the current one by default.")] = current_rule_set(),
) -> None:
    """Print what changed between two rule sets."""
    for rule_set in (before, after):
        if rule_set not in RULE_SETS:
            raise typer.BadParameter(f"no rule set {rule_set}; there are {', '.join(RULE_SETS)}")
    table = Table("act", "what", before, after)
    for one in differences(before, after):
        what = one.member or ("new" if one.after else "gone")
        table.add_row(one.act, what, ", ".join(one.before) or "-", ", ".join(one.after) or "-")
    Console().print(table)


@law.command("manifest")
def show_manifest() -> None:
    """Print what the current rule set says of every act, as JSON: what is kept of it when it is closed."""
    print(json.dumps(manifest(CATALOGUE), ensure_ascii=False, indent=0, sort_keys=True))


@law.command("pages")
def write_pages(folder: Annotated[Path, typer.Argument(help="Where the pages go.")]) -> None:
    """Write the law as coded into a folder, as pages that need no service."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER / "static" / "style.css", folder / "static" / "style.css")
    for name, (template, content) in pages.PAGES.items():
        text = ENVIRONMENT.get_template(template).render(**content(_file), style="static/style.css")
        (folder / _file(name)).write_text(text, encoding="utf-8")
    Console().print(f"{len(pages.PAGES)} pages, {len(CATALOGUE)} act types: {folder / _file('law')}")


def _file(name: str) -> str:
    return name.replace("/", "-") + ".html"
