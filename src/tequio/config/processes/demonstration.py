"""The demonstration city's own database: made once per stage, made again when what makes it changed."""

import hashlib
import importlib
import importlib.util
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tequio.config import environment, postgres
from tequio.foundation.accounts.types import ROLE_LABELS, Role

CITY = "tequio.config.demo.city"
_SOURCE = Path(__file__).resolve().parent.parent.parent


class DemonstrationError(Exception):
    """The city cannot be built here; the message, in Spanish, says why."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who to sign in as, to see the city as each role does."""

    role: str
    name: str
    email: str


def is_built(stage: str) -> bool:
    """Return whether the city stands at this stage, as the present code makes it."""
    try:
        found = json.loads(_marker().read_text())
    except (FileNotFoundError, ValueError):
        return False
    return bool(found == {"stage": stage, "made_by": _fingerprint()})


def build(stage: str) -> bool:
    """Make the city in an empty database; return False where this version has no city.

    Raises:
        DemonstrationError: if there is no such stage, or ``DATABASE_URL`` names a database that is not empty.
    """
    city = importlib.import_module(CITY) if importlib.util.find_spec(CITY) is not None else None
    if city is not None and stage not in city.STAGES:
        raise DemonstrationError(f"no hay etapa «{stage}»; las etapas son {', '.join(map(str, city.STAGES))}")
    _marker().unlink(missing_ok=True)
    _empty()
    call_command("migrate", verbosity=0)
    if city is not None:
        city.build(stage)
    note_built(stage)
    return city is not None


def note_built(stage: str) -> None:
    """Remember that the city stands at this stage, made by the present code."""
    _marker().parent.mkdir(parents=True, exist_ok=True)
    _marker().write_text(json.dumps({"stage": stage, "made_by": _fingerprint()}))


def sign_ins() -> list[SignIn]:
    """Return one person per role, in the order of the roles."""
    return [
        SignIn(str(ROLE_LABELS[role]), user.name, user.email)
        for role in Role
        if (user := _first(role)) is not None
    ]


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """One-time codes with which somebody may try to vote without an account, and where."""

    address: str
    codes: tuple[str, ...]


def some_codes(size: int = 3) -> CodeSheet | None:
    """Make a few one-time codes for the edition in voting, or return None where there is none.

    They are kept nowhere, so each start makes its own.
    """
    ballots = importlib.import_module("tequio.participation.ballots.services")
    reads = importlib.import_module("tequio.participation.ballots.queries")
    now = timezone.now()
    for voting in reads.votings(at=now):
        if voting.state == "open":
            place = next(iter(reads.places(voting.edition)), None)
            point = next(iter(reads.points(voting.edition)), None)
            _batch, codes = ballots.make_codes(
                edition=voting.edition, unit=place, point=point, size=size, at=now
            )
            return CodeSheet(reverse("ballots:code", args=[voting.edition.slug]), tuple(codes))
    return None


def _first(role: Role) -> Any:
    if role is Role.CITIZEN:
        return apps.get_model("accounts", "User").objects.filter(memberships=None).order_by("pk").first()
    memberships = apps.get_model("accounts", "Membership").objects.select_related("user")
    found = memberships.filter(role=role.value).order_by("pk").first()
    return found.user if found else None


def _empty() -> None:
    """Drop and make again the demonstration's own database. One of DATABASE_URL must be empty already."""
    if os.environ.get("DATABASE_URL"):
        if connection.introspection.table_names():
            raise DemonstrationError(
                "la base de DATABASE_URL ya tiene datos; la demostración necesita una vacía y no toca la suya."
            )
        return
    connection.close()
    postgres.recreate_database(postgres.Embedded(environment.data_dir()), settings.DATABASES["default"]["NAME"])


def _marker() -> Path:
    return Path(settings.DATA_DIR) / "city.json"


def _fingerprint() -> str:
    """Return a hash of what makes the city: migrations, factories and the city itself."""
    digest = hashlib.sha256()
    for path in sorted([*_SOURCE.glob("*/*/migrations/*.py"), *(_SOURCE / "config" / "demo").rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
