"""The database of one home: the embedded server, or the operator's."""

from ops import postgres
from ops.errors import NotRunning
from ops.files import Progress, private_folder, silent
from ops.roles import Access, OperatorServer
from ops.settings import Settings


def start_database(settings: Settings, progress: Progress = silent) -> Access:
    """Start (or recover) the embedded server; an operator's server is taken to be running.

    Raises:
        PostgresError
    """
    if settings.database_url is not None:
        return OperatorServer(settings.database_url.get_secret_value())
    private_folder(settings.home)
    return postgres.start(settings.postgres_folder, progress)


def find_database(settings: Settings) -> Access:
    """The database that is running.

    Raises:
        NotRunning: the embedded server does not answer.
    """
    if settings.database_url is not None:
        return OperatorServer(settings.database_url.get_secret_value())
    server = postgres.find(settings.postgres_folder)
    if server is None:
        raise NotRunning(settings.home)
    return server
