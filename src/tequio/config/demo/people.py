"""The people of Valle de Tequio: the cast, the liaison of each office, and two thousand who do not exist."""

import random
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from tequio.config.demo.factories import accounts
from tequio.foundation.accounts.models import Office, User
from tequio.foundation.accounts.types import Role

PEOPLE = 2_000
_SEED = 1810
# Code, name and short name of each office, and its liaison's fictional name (the cast's own where empty).
OFFICES = (
    ("INF", "Secretaría de Infraestructura", "Infraestructura", ""),
    ("SPM", "Secretaría de Servicios Públicos", "Servicios Públicos", "Lidia Encinas"),
    ("DUR", "Secretaría de Desarrollo Urbano", "Desarrollo Urbano", "Tomás Arriola"),
    ("SEG", "Secretaría de Seguridad Ciudadana", "Seguridad", "Irene Villalpando"),
    ("CUL", "Instituto de Cultura y Deporte", "Cultura y Deporte", "Efraín Olvera"),
    ("EDU", "Dirección de Educación", "Educación", "Nora Castillejo"),
    ("AGU", "Organismo de Agua y Saneamiento", "Agua", "Ramiro Tejeda"),
    ("SAL", "Dirección de Salud y Desarrollo Social", "Salud", "Delia Montemayor"),
)
_FIRST = (
    "Abril", "Adela", "Amparo", "Beatriz", "Berenice", "Camila", "Citlali", "Consuelo", "Dalia", "Elisa",
    "Esperanza", "Fátima", "Gloria", "Inés", "Itzel", "Jimena", "Josefina", "Karla", "Leticia", "Lucía",
    "Maribel", "Miriam", "Nayeli", "Ofelia", "Paloma", "Rebeca", "Rocío", "Socorro", "Xóchitl", "Yolanda",
    "Abel", "Adrián", "Anselmo", "Benjamín", "Camilo", "Damián", "Eleazar", "Emiliano", "Evaristo", "Fidel",
    "Gael", "Genaro", "Hilario", "Ismael", "Jacinto", "Joel", "Lázaro", "Leandro", "Macario", "Matías",
    "Nicanor", "Octavio", "Porfirio", "Rogelio", "Saúl", "Servando", "Teodoro", "Ulises", "Valentín", "Zenón",
)  # fmt: skip
_LAST = (
    "Acequia", "Alameda", "Arroyo", "Barranca", "Cantera", "Carrizo", "Cerros", "Colmena", "Del Llano",
    "Encino", "Espiga", "Fresno", "Granados", "Huerta", "Jacaranda", "Labrador", "Laguna", "Loma", "Lucero",
    "Maguey", "Manzano", "Mezquite", "Milpa", "Molino", "Montes", "Nopal", "Noria", "Palmar", "Peña",
    "Pirul", "Pradera", "Robledal", "Sabino", "Sauceda", "Sierra", "Tejocote", "Trigo", "Valle", "Vereda",
    "Zapote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class People:
    """Everyone who takes part, by what they do."""

    cast: accounts.Cast
    offices: dict[str, Office]
    liaisons: dict[str, User]  # by the code of their office
    citizens: tuple[User, ...]


def make_people(*, at: datetime, count: int = PEOPLE) -> People:
    """Make the cast first (Ana is the first citizen), then the offices and the rest."""
    cast = accounts.make_cast(password=accounts.PASSWORD)
    offices, liaisons = {}, {}
    for code, name, short, liaison in OFFICES:
        office = accounts.make_office(code, name=name, short_name=short)
        offices[code] = office
        liaisons[code] = (
            accounts.make_staff(
                f"enlace.{code.lower()}@tequio.example", Role.LIAISON, name=liaison, office=office
            )
            if liaison
            else cast.beto
        )
    return People(cast, offices, liaisons, tuple(_citizens(count, at)))


def _citizens(count: int, at: datetime) -> list[User]:
    """Return so many people who cannot sign in: they are there to have taken part."""
    chance = random.Random(_SEED)  # noqa: S311 - invented names, not a secret
    nobody = make_password(None)
    users = User.objects.bulk_create(
        User(
            email=f"persona-{number:04d}@tequio.example",
            name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {chance.choice(_LAST)}",
            password=nobody,
            date_joined=at,
        )
        for number in range(1, count + 1)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return users
