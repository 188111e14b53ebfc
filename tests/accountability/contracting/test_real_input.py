"""A real election, from its file to published contracts that the official OCDS 1.1.5 schema accepts."""

import json
from datetime import UTC, datetime

import jsonschema_rs
import pytest
from django.core.files.storage import storages
from tests.foundation.loads.batches import loaded, looked_at

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Process
from tequio.accountability.projects import services as projects
from tequio.accountability.projects.models import Project
from tequio.config.cli import ocds
from tequio.config.demo.factories.contracting import make_bulk_file
from tequio.core.tally.pabulib.reader import read
from tequio.participation.ballots import services as ballots

pytestmark = [pytest.mark.reference, pytest.mark.django_db]
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)


@pytest.fixture
def official(reference_data):
    """Return validators of the official schema files, which read each other from the same folder."""
    folder = reference_data / "ocds" / "schema-1.1.5"

    def found(uri):
        return json.loads((folder / uri.rsplit("/", 1)[-1]).read_text())

    def validator(name):
        return jsonschema_rs.Draft4Validator(found(name), retriever=found, validate_formats=True)

    return validator


def published(key):
    with storages["public"].open(key) as file:
        return json.loads(file.read())


def test_contracts_of_real_winners_are_published_and_officially_valid(
    reference_data, official, settings, tmp_path, capsys
):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = reference_data / "pabulib" / "France_Toulouse_2019.pb"
    election = read(path.read_bytes()).election
    brought = ballots.import_past_election(election=election, file_name=path.name, at=AT)
    projects.create_from_results(count_id=brought.count.pk)
    sheet = make_bulk_file(Project.objects.order_by("folio"))
    loaded(looked_at("contratos", sheet, scope=brought.edition.slug))
    assert Process.objects.count() == Project.objects.count() > 10
    releases, records = official("release-package-schema.json"), official("record-package-schema.json")
    for process in Process.objects.all():
        services.publish(process_id=process.pk, at=AT)
        assert not list(releases.iter_errors(published(f"contrataciones/{process.ocid}/entregas.json")))
        assert not list(records.iter_errors(published(f"contrataciones/{process.ocid}/registro.json")))
    services.publish_city(at=AT)
    (month,) = [one for one in services.city_files() if one.name == "entregas-2026-11.json"]
    key = services.piece_key(month.stored)
    assert not list(releases.iter_errors(published(key)))
    assert ocds.run(["validate", storages["public"].path(key)]) == 0
    assert capsys.readouterr().out
