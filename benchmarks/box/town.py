"""A database cluster of its own, an edition whose voting is open, and as many signed tokens as voters."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")


@dataclass(frozen=True)
class Town:
    """The edition, the place where everybody votes, and a signing key that makes tokens quickly."""

    edition: Any
    unit: Any
    key: Any

    def token(self) -> tuple[bytes, bytes]:
        """Return a token and its signature, as blind signing gives them (RFC 9474), without the blinding."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        serial = os.urandom(64)
        scheme = padding.PSS(padding.MGF1(hashes.SHA384()), 48)
        return serial, self.key.sign(serial, scheme, hashes.SHA384())


@contextmanager
def town(**rules: Any) -> Iterator[Town]:
    """Open a voting in a city of its own."""
    with own_city():
        yield _open(rules)


@contextmanager
def own_city() -> Iterator[None]:
    """Start a PostgreSQL of its own, migrate it, and remove everything at the end."""
    folder = Path(tempfile.mkdtemp(prefix="tq-bench-"))
    folder.chmod(0o711)
    os.environ["TEQUIO_DATA_DIR"] = str(folder)
    os.environ["TEQUIO_LOG_LEVEL"] = "ERROR"
    os.environ["TEQUIO_DEMONSTRATION"] = "1"
    from tequio.config import postgres

    place = postgres.Embedded(folder)
    postgres.prepare()
    try:
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        yield
        connection.close()
    finally:
        postgres.stop(place)
        shutil.rmtree(folder, ignore_errors=True)


def _open(rules: dict[str, Any]) -> Town:
    from cryptography.hazmat.primitives import serialization
    from django.utils import timezone

    from tequio.config.demo.factories.ballots import make_voting_edition
    from tequio.participation.ballots import services
    from tequio.participation.ballots.services import keys
    from tequio.participation.editions import services as editions

    now = timezone.now()
    edition = make_voting_edition(at=now, options=12, purse_centavos=10**11, max_choices=5, **rules)
    unit = edition.territory.units.get(code="S1")
    row = services.zone_key(edition=edition, unit=unit)
    der = keys.unseal(edition.slug, "zone", row.private)
    editions.seal(edition.pk, now)
    return Town(edition, unit, serialization.load_der_private_key(der, password=None))
