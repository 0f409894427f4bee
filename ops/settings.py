"""Settings, from environment variables that begin with SOCAI_.

| variable                | meaning                                            | default                               |
|-------------------------|----------------------------------------------------|---------------------------------------|
| SOCAI_HOME              | folder that holds everything of one ledger         | .socai in the current folder          |
| SOCAI_DEPLOYMENT        | `development` or `production`                      | development                           |
| SOCAI_DATABASE_URL      | a Postgres server of yours, 15 to 18               | an embedded server in the home folder |
| SOCAI_ORIGIN            | name of this ledger, in every act and checkpoint   | made up once for the home folder      |
| SOCAI_HOST              | address that the HTTP service listens on           | 127.0.0.1                             |
| SOCAI_PORT              | its port; 0 takes a free one and keeps it          | 0                                     |
| SOCAI_TRUST_FOLDER      | certificates and revocation lists to trust:        | the development PKI's                 |
|                         | `roots/*.pem`, `intermediates/*.pem`, `crls/*.crl` |                                       |
| SOCAI_KEYS_FOLDER       | key-encryption key and login key of the service    | `keys` in the home folder             |
| SOCAI_CHECKPOINT_FOLDER | keys that sign checkpoints                         | `checkpoint` in the home folder       |

A production deployment must name its origin and its trust folder: neither is ever made up for it.
"""

import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ops.development_pki import DevelopmentPki
from ops.errors import SettingMissing
from ops.files import locked, private_folder, write_private


class Settings(BaseSettings):
    """See the module; paths are absolute."""

    model_config = SettingsConfigDict(env_prefix="SOCAI_", frozen=True, env_ignore_empty=True)

    home: Path = Field(default=Path(".socai"), validate_default=True)
    deployment: Literal["development", "production"] = "development"
    database_url: SecretStr | None = None
    origin: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9.\-]*(/[A-Za-z0-9._~\-]+)*$")
    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)
    trust_folder: Path | None = None
    keys_folder: Path | None = None
    checkpoint_folder: Path | None = None

    @field_validator("home", "trust_folder", "keys_folder", "checkpoint_folder")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else path.expanduser().absolute()

    @property
    def postgres_folder(self) -> Path:
        """The embedded server's folder."""
        return self.home / "postgres"

    @property
    def pki_folder(self) -> Path:
        """The development PKI's folder."""
        return self.home / "development-pki"


def ledger_origin(settings: Settings) -> str:
    """The ledger's name; a development ledger without one is given its own, so that no act can be moved between two.

    Raises:
        SettingMissing: in production.
    """
    if settings.origin is not None:
        return settings.origin
    if settings.deployment == "production":
        raise SettingMissing("SOCAI_ORIGIN", "it stands in every act and can never change")
    path = settings.home / "origin"
    if not path.exists():
        with locked(private_folder(settings.home) / "lock"):  # two commands at once must not each choose a name
            if not path.exists():
                write_private(path, f"development.invalid/socai-{secrets.token_hex(4)}\n".encode())
    return path.read_text().strip()


def trust_folder(settings: Settings) -> Path:
    """What the service trusts; a development ledger trusts its own PKI, made or refreshed here.

    Raises:
        SettingMissing: in production.
    """
    if settings.trust_folder is not None:
        return settings.trust_folder
    if settings.deployment == "production":
        raise SettingMissing("SOCAI_TRUST_FOLDER", "it holds the roots of the public signature service")
    return DevelopmentPki(settings.pki_folder, settings.deployment).trust_folder


def keys_folder(settings: Settings) -> Path:
    """The service's own secrets (mode 0700)."""
    return private_folder(settings.keys_folder or settings.home / "keys")


def checkpoint_folder(settings: Settings) -> Path:
    """The keys that sign checkpoints (mode 0700)."""
    return private_folder(settings.checkpoint_folder or settings.home / "checkpoint")
