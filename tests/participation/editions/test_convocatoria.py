"""The convocatoria: its schema, its words, its PDF, its amendments."""

import hashlib
import json
from datetime import timedelta

import jsonschema_rs
import pytest
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_caro, make_office
from tequio.config.demo.factories.editions import MILLION, make_edition
from tequio.participation.editions import exports, queries, services
from tequio.participation.editions.exports import Leaf
from tequio.participation.editions.models import AccessRule, Criterion, MoneyFormula, PaperPoint
from tequio.participation.editions.services import schema
from tequio.participation.editions.services.amendments import PaperPointDraft

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


def full_edition(now, **rules):
    """Return a published edition that opens in five days and uses every kind of rule."""
    office = make_office()
    edition = make_edition(
        at=now,
        phase=None,
        published=False,
        review_office=office,
        proposals_max=3,
        supports_max=5,
        supports_min=20,
        rule="equal_shares",
        completion="add1_comparison",
        vote_scope="own",
        city_choices_max=2,
        **rules,
    )
    edition.sizes.filter(code="grande").update(choices_max=1)
    edition.phases.filter(kind="voting").update(text="Lleve su identificación.")
    level = edition.territory.levels.get(rank=1)
    AccessRule.objects.create(
        edition=edition, action="vote", methods=["roll", "in_person"], age_min=16, minors_with_guardian=True
    )
    Criterion.objects.create(
        edition=edition, code="suelo", kind="land", question="¿El terreno es público?"
    ).offices.add(office)
    PaperPoint.objects.create(edition=edition, name="Casa de la cultura", address="Juárez 10", hours="9 a 14 h")
    MoneyFormula.objects.create(
        edition=edition,
        level=level,
        kind="per_capita",
        total_centavos=20 * MILLION,
        source="Censo",
        figures={"S1": "1200", "S2": "800"},
    )
    return services.publish_edition(edition=edition, at=now)


def rules_of(row):
    found = schema.read(row.document)
    assert found is not None
    return found


def test_every_document_keeps_to_the_published_schema(now):
    validator = jsonschema_rs.validator_for(schema.json_schema())
    for edition in (make_edition(), full_edition(now, slug="otra", year=2027)):
        document = json.loads(edition.rulebooks.get().document)
        assert [str(e) for e in validator.iter_errors(document)] == []
    assert not validator.is_valid(document | {"otra": 1})
    assert not validator.is_valid(document | {"format": "tequio/convocatoria/1"})
    assert schema.read(json.dumps(document | {"format": "tequio/convocatoria/1"})) is None


def test_the_words_say_every_rule(now):
    row = full_edition(now).rulebooks.get()
    found = {s.key: s for s in exports.sections(rules_of(row))}
    text = {key: " ".join(section.lines) for key, section in found.items()}
    assert (
        "Votar: cualquier persona con cuenta; se identifica con: en persona, en un módulo o estar en el"
        in (text["personas"])
    )
    assert "desde 16 años; los menores participan con su madre, padre o tutor" in text["personas"]
    assert "Sectores: se reparten $20,000,000 con la fórmula «Según cuánta gente vive ahí»." in text["dinero"]
    assert found["dinero"].tables[1].rows == [("Sector Oriente", "1200"), ("Sector Poniente", "800")]
    assert "Solo en el territorio donde vive." in text["boleta"]
    assert "aparte, hasta 2 de toda la ciudad" in text["boleta"]
    assert "Sectorial: 1 como máximo." in text["boleta"]
    assert "se compara con la mayoría simple" in text["conteo"]
    assert "Votación: Lleve su identificación." in text["calendario"]
    assert found["modulos"].tables[0].rows == [
        ("Casa de la cultura", "Juárez 10", "9 a 14 h", "Toda la ciudad")
    ]
    assert found["factibilidad"].tables[0].rows[0][1] == "¿El terreno es público?"


def test_the_same_document_gives_the_same_tagged_pdf(now):
    row = full_edition(now).rulebooks.get()
    leaf = Leaf(row=row, rules=rules_of(row), before=None, address="https://ejemplo.mx/convocatoria-1.json")
    first = exports.pdf(leaf)
    assert first[:5] == b"%PDF-"
    assert b"/StructTreeRoot" in first
    assert b"pdfuaid" in first
    assert exports.pdf(leaf) == first
    assert row.sha256 == hashlib.sha256(row.document.encode()).hexdigest()


def amend(edition, at, *, reason="Se inundó el lugar", texts=None, points=()):
    drafts = [PaperPointDraft(name=name, address=address) for name, address in points]
    return services.amend(edition=edition, texts=texts or {}, paper_points=drafts, reason=reason, at=at)


def test_words_and_places_are_amended_after_the_lock_with_a_reason_and_told_in_words(now):
    """PHASE-13, PHASE-19 and PHASE-21."""
    edition = full_edition(now - 6 * DAY)
    with pytest.raises(services.RulesLocked):
        services.edit_edition(edition=edition, max_choices=9, at=now)
    with pytest.raises(services.ReasonMissing):
        amend(edition, now, reason=" ")
    row = amend(
        edition,
        now,
        texts={"registration": "Puede registrar en cualquier módulo."},
        points=[("Casa de la cultura", "Hidalgo 2"), ("Biblioteca", "Morelos 3")],
    )
    assert (row.number, row.reason) == (2, "Se inundó el lugar")
    first = edition.rulebooks.get(number=1)
    told = exports.differences(rules_of(first), rules_of(row))
    place = "Dónde participar en persona"
    old = "Casa de la cultura · Dirección: Juárez 10 · Horario: 9 a 14 h · Territorio: Toda la ciudad"
    new = "Casa de la cultura · Dirección: Hidalgo 2 · Territorio: Toda la ciudad"
    assert told == [
        "Etapas y fechas. Se agregó: «Registro de propuestas: Puede registrar en cualquier módulo».",
        f"{place}. Se agregó: «Biblioteca · Dirección: Morelos 3 · Territorio: Toda la ciudad».",
        f"{place}. Decía: «{old}». Ahora dice: «{new}».",
    ]
    with pytest.raises(services.NothingToAmend):
        amend(edition, now, points=[("Casa de la cultura", "Hidalgo 2"), ("Biblioteca", "Morelos 3")])


def test_what_has_closed_and_how_one_votes_once_voting_opened_stay_as_they_were(now):
    """PHASE-19 and PHASE-20."""
    edition = full_edition(now)
    phases = {p.kind: p for p in queries.phases(edition)}
    voting = phases["voting"]
    points = [("Casa de la cultura", "Hidalgo 2")]
    for kind, at in (("registration", phases["registration"].closes), ("voting", voting.opens)):
        with pytest.raises(services.NotAmendable):
            amend(edition, at, texts={kind: "Otra cosa."}, points=points)
    assert edition.rulebooks.count() == 1
    amend(edition, voting.opens, points=points)
    assert edition.paper_points.get().address == "Hidalgo 2"


def test_a_moved_date_is_told_in_words(now):
    """PHASE-11."""
    edition = make_edition(at=now, phase="execution")
    phase = edition.phases.get(kind="execution")
    services.reschedule_phase(
        edition=edition, kind="execution", opens=phase.opens, closes=phase.closes + DAY, reason="Lluvia", at=now
    )
    first, second = edition.rulebooks.all()
    told = exports.differences(rules_of(first), rules_of(second))
    assert len(told) == 1
    assert told[0].startswith("Etapas y fechas. Decía: «Ejecución y seguimiento · Abre: ")


def test_the_page_the_pdf_the_list_and_the_schema_are_public(client, now):
    edition = full_edition(now)
    base = f"/ediciones/{edition.slug}/"
    page = client.get(f"{base}convocatoria/").content.decode()
    for words in ("Quién puede participar", "Casa de la cultura", edition.rulebook_sha256):
        assert words in page
    answer = client.get(f"{base}convocatoria-1.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client.get(f"{base}convocatoria-1.pdf").content == answer.content
    services.edit_edition(edition=edition, summary="Otra cosa", at=now)
    listed = client.get(f"{base}modificaciones/").content.decode()
    assert "Cambió el nombre, el resumen o el año de la edición." in listed
    assert "Esta es una versión anterior." in client.get(f"{base}convocatoria/1/").content.decode()
    assert client.get(f"{base}convocatoria/9/").status_code == 404
    assert client.get("/esquemas/convocatoria-3.json").json() == schema.json_schema()
    assert client.get("/esquemas/convocatoria-2.json").json() == schema.json_schema(2)
    assert client.get("/esquemas/convocatoria-1.json").status_code == 404


def test_the_pages_cost_the_same_for_one_and_three_documents(client, now, django_assert_max_num_queries):
    edition = full_edition(now)
    for name in ("convocatoria/", "modificaciones/", "calendario.ics"):
        address = f"/ediciones/{edition.slug}/{name}"
        client.get(address)
        with django_assert_max_num_queries(15) as one:
            client.get(address)
        for number in range(2):
            services.edit_edition(edition=edition, summary=f"{name} {number}", at=now)
        with django_assert_max_num_queries(len(one)):
            client.get(address)


def test_before_it_is_published_its_office_reads_a_preview(client):
    make_edition(published=False)
    assert client.get("/ediciones/pp2026/convocatoria/").status_code == 404
    client.force_login(make_caro())
    assert "Vista previa" in client.get("/ediciones/pp2026/convocatoria/").content.decode()


def test_the_office_amends_in_the_browser(client, now):
    edition = full_edition(now - 6 * DAY)
    client.force_login(make_caro())
    address = f"/escritorio/ediciones/{edition.slug}/convocatoria/modificar/"
    assert "Casa de la cultura" in client.get(address).content.decode()
    values = {"name_0": "Casa de la cultura", "address_0": "", "reason": "Obra en la calle"}
    answer = client.post(address, values)
    assert answer.status_code == 422
    assert "Escriba la dirección de este lugar." in answer.content.decode()
    answer = client.post(address, values | {"address_0": "Hidalgo 2"}, follow=True)
    assert "Motivo: Obra en la calle" in answer.content.decode()
    assert "Ahora dice: «Casa de la cultura · Dirección: Hidalgo 2" in answer.content.decode()
