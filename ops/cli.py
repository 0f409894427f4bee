"""`socai`: the command line.

Each further command lives in a module of its own (`ops/verify.py`, `ops/record.py`, ...) and is registered at the end
of this file with one line.
"""

import sys
from typing import Any

import psycopg
import typer
from pydantic import ValidationError
from rich.console import Console
from typer.core import TyperGroup

from ops.bench.run import bench
from ops.demo import demo
from ops.errors import OpsError
from ops.export import export
from ops.law import law
from ops.limits import limits
from ops.login import login
from ops.projections import projections, rebuild
from ops.record import record
from ops.running import down, status, up
from ops.synth.command import synth
from ops.verify.command import verify


class Commands(TyperGroup):
    """Shows what an operator can act on as one message, without a trace."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ValidationError as error:
            for fault in error.errors():
                name = "SOCAI_" + "_".join(str(part) for part in fault["loc"]).upper()
                _say(f"{name}: {fault['msg']}")
        except (OpsError, psycopg.OperationalError) as error:
            _say(str(error))
        sys.exit(1)


def _say(message: str) -> None:
    Console(stderr=True).print(message, style="red", markup=False, highlight=False, soft_wrap=True)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they may hold passwords
    help="Sổ Cái: an audit-grade ledger of procedural acts. Settings are SOCAI_ environment variables.",
)
app.command("up")(up)
app.command("down")(down)
app.command("status")(status)
app.command("record")(record)
app.command("demo")(demo)
app.command("synth")(synth)
app.command("verify")(verify)
app.command("limits")(limits)
app.command("login")(login)
app.command("projections")(projections)
app.command("rebuild")(rebuild)
app.command("bench")(bench)
app.add_typer(law, name="law")
app.add_typer(export, name="export")

if __name__ == "__main__":
    app()
