"""A day of 100 liaisons over 900 proposals with four opinions each: queries and times of every staff list.

Works in a database of its own (Django's test database), made and dropped here, through the whole WSGI
application: middleware, sessions, queries and templates, with several people at once.

    make bench ARGS=feasibility_day
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")

import django

from tequio.config import postgres

PROPOSALS, OPINIONS, OFFICES, LIAISONS = 900, 4, 13, 100
AT_ONCE = 4  # people who ask at the same time
ROUNDS = 16  # times that each page is asked for
LIMIT_MS = 300
MOST_QUERIES = 20
_SEED = 1810


def main() -> None:
    """Print, per page, queries, CPU of one request alone, p50, p99 and p99's share of the limit."""
    if not os.environ.get("DATABASE_URL"):
        postgres.prepare()
    django.setup()
    from django.conf import settings
    from django.test.runner import DiscoverRunner
    from django.test.utils import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no build of files is timed
    storages = {**settings.STORAGES, "staticfiles": plain}

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(DEMONSTRATION=True, ALLOWED_HOSTS=["*"], STORAGES=storages):
            measure()
    finally:
        runner.teardown_databases(databases)


def measure() -> None:
    """Build the world, then ask for every list."""
    from django.db import connection

    started = time.perf_counter()
    slug, coordinator, liaisons = build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{PROPOSALS} proposals, {PROPOSALS * OPINIONS} reviews, {len(liaisons)} liaisons "
        f"in {OFFICES} offices: made in {time.perf_counter() - started:.0f} s; {AT_ONCE} at once"
    )
    desk = "/escritorio/factibilidad/"
    pages: list[tuple[str, list[Any], Callable[[], str]]] = [
        ("liaison's desk", liaisons, lambda: desk),
        ("liaison's desk, overdue", liaisons, lambda: f"{desk}?estado=vencidos"),
        ("coordinator's desk", [coordinator], lambda: desk),
        (
            "coordinator's desk, filtered",
            [coordinator],
            lambda: f"{desk}?estado=todos&categoria=parques&q=parque",
        ),
        ("coordinator's desk, last page", [coordinator], lambda: f"{desk}?estado=todos&pagina=72"),
        ("an opinion", [coordinator], lambda: f"{desk}{random.choice(_reviews())}/"),  # noqa: S311 - which page to ask for
        ("assignment", [coordinator], lambda: f"{desk}edicion/{slug}/asignar/"),
        ("publication", [coordinator], lambda: f"{desk}edicion/{slug}/publicar/"),
        ("board", [coordinator], lambda: f"{desk}tablero/"),
        ("precedents", [coordinator], lambda: f"{desk}precedentes/?q=parque+sombra"),
        ("public figures", [coordinator], lambda: f"/ediciones/{slug}/factibilidad/"),
        ("the list as Excel", [coordinator], lambda: f"{desk}lista.xlsx?estado=todos&categoria=parques"),
    ]
    print(f"{'page':<32}{'queries':>8}{'CPU ms':>9}{'p50 ms':>9}{'p99 ms':>9}{'of the limit':>14}")
    for name, people, address in pages:
        report(name, people, address)


def build() -> tuple[str, Any, list[Any]]:
    """Make the city, its people, the proposals and the reviews; return slug, coordinator and liaisons."""
    from django.utils import timezone

    from tequio.config.demo.factories import accounts
    from tequio.config.demo.factories.editions import make_edition
    from tequio.foundation.accounts.types import Role

    chance = random.Random(_SEED)  # noqa: S311 - a world, not a secret
    now = timezone.now()
    offices = [accounts.make_office(f"A{n:02d}", name=f"Secretaría {n}") for n in range(OFFICES)]
    liaisons = [
        accounts.make_staff(
            f"enlace{n}@tequio.example", Role.LIAISON, name=f"Enlace {n}", office=offices[n % OFFICES]
        )
        for n in range(LIAISONS)
    ]
    past = make_edition(slug="pasada", name="Pasada", year=now.year - 1, at=now - timedelta(days=400))
    present = make_edition(slug="presente", name="Presente", year=now.year, at=now - timedelta(days=25))
    for edition in (past, present):
        _fill(edition, offices, liaisons, chance, published=edition == past, now=now)
    return present.slug, accounts.make_caro(), liaisons


def _fill(
    edition: Any, offices: list[Any], liaisons: list[Any], chance: random.Random, *, published: bool, now: Any
) -> None:
    from tequio.config.demo.factories.accounts import make_ana
    from tequio.participation.feasibility.models import Review
    from tequio.participation.proposals.models import Proposal

    categories, sizes = list(edition.categories.all()), list(edition.sizes.all())
    sites = list(edition.territory.units.filter(level__rank=2))
    author = make_ana()
    words = (
        "Parque",
        "Cancha",
        "Andador",
        "Luminarias",
        "Drenaje",
        "Banqueta",
        "Biblioteca",
        "Sombra",
        "Huerto",
    )
    proposals = Proposal.objects.bulk_create(
        Proposal(
            edition=edition, folio=f"{edition.slug}-{n:04d}", author=author, author_name="Ana",
            state="infeasible" if published else "submitted",
            title=f"{chance.choice(words)} con {chance.choice(words).lower()} {n}",
            problem="Falta en la colonia. " * 8, solution="Se propone hacerlo con materiales duraderos. " * 8,
            category=chance.choice(categories), size=chance.choice(sizes), site=chance.choice(sites),
            estimated_cost_centavos=chance.randrange(20, 100) * 1_000_000,
            submitted_at=now - timedelta(days=30),
        )
        for n in range(PROPOSALS)
    )  # fmt: skip
    rows = [
        _review(
            proposal,
            offices[office],
            liaisons[office + OFFICES * chance.randrange(3)],
            chance,
            published=published,
            now=now,
        )
        for proposal in proposals
        for office in chance.sample(range(OFFICES), OPINIONS)
    ]
    Review.objects.bulk_create(rows, batch_size=1000)


def _review(
    proposal: Any, office: Any, person: Any, chance: random.Random, *, published: bool, now: Any
) -> Any:
    """Return a review: of the present edition two in five are answered, one in two is somebody's."""
    from tequio.participation.feasibility.models import Review

    given = published or chance.randrange(5) < 2  # noqa: PLR2004 - two in five
    return Review(
        proposal=proposal,
        office=office,
        person=person if chance.randrange(2) else None,
        asked_at=now - timedelta(days=chance.randrange(14, 40)),
        due=(now + timedelta(days=chance.randrange(-10, 20))).date(),
        verdict="infeasible" if given else None,
        reasons="El predio es de un particular. " * 3 if given else "",
        decided_at=now - timedelta(hours=chance.randrange(1, 300)) if given else None,
        published_at=now - timedelta(days=200) if published else None,
    )


def _reviews() -> list[int]:
    from tequio.participation.feasibility.models import Review

    return list(Review.objects.filter(proposal__edition__slug="presente").values_list("pk", flat=True)[:200])


def report(name: str, people: list[Any], address: Callable[[], str]) -> None:
    """Ask for one page many times, several at once, and print what it took."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    clients = []
    for person in people[:AT_ONCE] * (AT_ONCE if len(people) == 1 else 1):
        client = Client()
        client.force_login(person)
        clients.append(client)
    asked = [address() for _round in range(ROUNDS)]
    clients[0].get(asked[0])  # the first one compiles the templates
    with CaptureQueriesContext(connection) as captured:
        answer = clients[0].get(asked[0])
    queries, spent = len(captured), []
    for url in asked[:5]:
        began = time.thread_time()
        clients[0].get(url)
        spent.append(1000 * (time.thread_time() - began))
    assert answer.status_code == 200, (name, answer.status_code)  # noqa: PLR2004 - a page that is there

    def walk(place: int) -> list[float]:
        from django.db import connection as own

        took = []
        for url in asked[place::AT_ONCE]:
            began = time.perf_counter()
            clients[place].get(url)
            took.append(1000 * (time.perf_counter() - began))
        own.close()
        return took

    with ThreadPoolExecutor(AT_ONCE) as pool:
        times = [t for mine in pool.map(walk, range(AT_ONCE)) for t in mine]
    cpu = statistics.median(spent)
    p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
    mark = "" if queries <= MOST_QUERIES else "  over 20 queries"
    print(f"{name:<32}{queries:>8}{cpu:>9.0f}{p50:>9.0f}{p99:>9.0f}{p99 / LIMIT_MS:>14.0%}{mark}")


if __name__ == "__main__":
    main()
