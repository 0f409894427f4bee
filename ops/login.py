"""`socai login`: signs the service's challenge with an officer's key and prints a one-time link for a browser.

The key stays on this machine: what goes out is a signature over a challenge that names the ledger and the certificate.
Without files it takes a key of this home's development PKI, which is never for a real deployment.
"""

import webbrowser
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from rich.console import Console

from ops import service
from ops.chronology.client import LedgerClient, Signatory, introduced
from ops.development_pki import DevelopmentPki, OfficerKey
from ops.errors import NotRunning
from ops.founding import roster
from ops.settings import Settings


def login(
    certificate: Annotated[Path | None, typer.Option(help="The officer's certificate, PEM or DER.")] = None,
    key: Annotated[Path | None, typer.Option(help="The officer's private key, PEM.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the service; without it this home's own.")] = None,
    officer: Annotated[
        str | None, typer.Option(help="UNIT:TITLE of a development officer, for instance TC:VT; without files only.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the link in a browser.")] = False,
) -> None:
    """Log in with an officer's key; prints a one-time link, good for two minutes."""
    settings, console = Settings(), Console()
    if (certificate is None) != (key is None):
        raise typer.BadParameter("give both the certificate and the key, or neither")
    address = url or _own_service(settings)
    origin, verifier_key = introduced(address)
    with LedgerClient(address, origin, verifier_key) as client:
        answer = client.log_in(signatory_of(settings, origin, certificate, key, officer))
    link = f"{address.rstrip('/')}{answer['link']}"
    console.print(f"{answer['name']}, {origin}", markup=False, highlight=False)
    console.print(link, markup=False, highlight=False, soft_wrap=True)
    if open_browser:
        webbrowser.open(link)


def officer_key(certificate: Path, key: Path, passphrase: bytes | None = None) -> OfficerKey:
    """The key in two files, which must belong together.

    Raises: typer.BadParameter; TypeError when the key needs a passphrase and none was given.
    """
    data = certificate.read_bytes()
    pem = data.lstrip().startswith(b"-----BEGIN")
    try:
        loaded = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
    except ValueError:
        raise typer.BadParameter(f"{certificate} holds no certificate") from None
    try:
        private = load_pem_private_key(key.read_bytes(), passphrase)
    except ValueError:
        raise typer.BadParameter(f"{key} holds no private key, or the passphrase is another one") from None
    if not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey):
        raise typer.BadParameter(f"{key}: a kind of key that signs no acts")
    if private.public_key() != loaded.public_key():
        raise typer.BadParameter(f"{key} is not the key of {certificate}")
    return OfficerKey(loaded, private)


def signatory_of(
    settings: Settings, origin: str, certificate: Path | None, key: Path | None, officer: str | None = None
) -> Signatory:
    """Whose key signs. Only certificate and key matter for a login; the service knows officer, unit and title."""
    if certificate is not None and key is not None:
        try:
            found = officer_key(certificate, key)
        except TypeError:
            passphrase: str = typer.prompt(f"passphrase of {key}", hide_input=True)
            found = officer_key(certificate, key, passphrase.encode())
        return Signatory(UUID(int=0), "", "", found)
    people = roster(DevelopmentPki(settings.pki_folder, settings.deployment), origin)
    if officer is None:
        return people.head
    unit, _, title = officer.rpartition(":")
    try:
        return people.of(unit, title)
    except KeyError:
        raise typer.BadParameter(f"the development organisation has no {officer}") from None


def _own_service(settings: Settings) -> str:
    """Raises: NotRunning."""
    running = service.find(settings.home)
    if running is None:
        raise NotRunning(settings.home)
    return running.url
