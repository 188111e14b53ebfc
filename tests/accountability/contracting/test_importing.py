"""docs/rules/publishing.md, MOVE: moving in with a history published elsewhere."""

import copy
import json
from datetime import UTC, datetime

import orjson
import pytest

from tequio.accountability.contracting import services
from tequio.accountability.contracting.models import Contract, HistoryImport, Process, Release
from tequio.accountability.contracting.services import importing
from tequio.accountability.contracting.types import HistoryState
from tequio.accountability.projects import services as projects
from tequio.config.cli import import_ocds
from tequio.core.ocds import merge
from tequio.core.ocds.validation import check_release

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
OCID = "OCDS-ABC123-EXP-7"


def release(number, **sections):
    return {
        "ocid": OCID,
        "id": f"r-{number}",
        "date": f"2024-0{number}-01T00:00:00Z",
        "tag": ["contract"],
        "initiationType": "tender",
        "stage": 4,
        "parties": [
            {
                "id": "p-1",
                "name": "Constructora Ficticia",
                "identifier": {"scheme": "MX-RFC", "id": "GODE561231GR8"},
                "roles": ["Proveedor"],
            }
        ],
        "planning": {"budget": {"amount": "1,000,000.00", "project": "Parque lineal"}},
        "tender": {
            "id": 7,
            "title": "Parque lineal",
            "procurementMethod": "Adjudicación directa",
            "status": "complete",
        },
        "awards": [
            {
                "id": 1,
                "date": "2024-01-15",
                "status": "active",
                "value": {"amount": 900000, "currency": "MXN"},
                "suppliers": [{"id": "p-1", "name": "Constructora Ficticia"}],
            }
        ],
        "contracts": [
            {
                "id": "C-1",
                "awardID": 1,
                "status": "active",
                "dateSigned": "2024-01-20T00:00:00Z",
                "period": {"startDate": "2024-02-01T00:00:00Z", "endDate": "2024-06-30T00:00:00Z"},
                "value": {"amount": 900000, "netAmount": 775862.07, "currency": "MXN"},
                "implementation": {
                    "transactions": [{"date": "2024-02-02T00:00:00Z", "value": {"amount": 100}}]
                },
            }
        ],
        **sections,
    }


DUMP = {
    "arrayReleasePackage": [{"publishedDate": "2024-03-01T00:00:00Z", "releases": [release(1), release(2)]}]
}


@pytest.fixture
def office(db):
    return projects.default_office()


@pytest.fixture
def moved(settings, tmp_path):
    """Return a function that brings a document in, and returns the import."""
    settings.MEDIA_ROOT = tmp_path

    def move(document=DUMP, *, looked=True):
        data = json.dumps(document).encode()
        history = importing.start(name="viejo.json", office_id=projects.default_office().pk, at=AT)
        importing.check(history_id=history.pk, data=data)
        return importing.bring(history_id=history.pk, data=data, at=AT) if looked else history

    return move


def test_looking_writes_nothing_and_counts_everything(moved, office):
    """MOVE-1."""
    history = moved(looked=False)
    history.refresh_from_db()

    assert history.state == HistoryState.READY
    assert history.report["counts"] == {"processes": 1, "new": 1, "unchanged": 0, "failed": 0, "releases": 2}
    assert {"REPAIR-2", "REPAIR-3", "REPAIR-5", "REPAIR-6"} <= {
        one["case"] for one in history.report["repairs"]
    }
    assert history.report["flagged"] == [OCID]
    assert not Release.objects.exists()


def test_releases_keep_their_ids_and_dates_and_rows_let_the_office_go_on(moved):
    """MOVE-2 and MOVE-3."""
    moved()

    process = Process.objects.get(ocid=OCID)
    kept = [(one.release_id, one.date.date().isoformat(), one.valid) for one in process.releases.all()]
    assert kept == [("r-1", "2024-01-01", True), ("r-2", "2024-02-01", True)]
    assert (process.title, process.procedure.method, process.status) == ("Parque lineal", "direct", "complete")
    assert process.project.budget_centavos == 100_000_000
    contract = Contract.objects.get()
    assert (contract.number, contract.amount_centavos, contract.net_centavos) == ("C-1", 90_000_000, 77_586_207)
    assert contract.award.supplier.name == "Constructora Ficticia"
    assert [payment.amount_centavos for payment in contract.payments.all()] == [10_000]


def test_the_key_of_a_natural_person_never_comes_in(moved):
    """REPAIR-14."""
    moved()

    assert b"GODE561231GR8" not in b"".join(bytes(one.document) for one in Release.objects.all())


def test_bringing_twice_changes_nothing(moved):
    """MOVE-4."""
    moved()
    before = list(Release.objects.values())
    again = moved()

    assert again.report["counts"]["unchanged"] == 1
    assert list(Release.objects.values()) == before


def test_later_versions_of_the_same_process_are_added(moved):
    """MOVE-5."""
    moved()
    longer = copy.deepcopy(DUMP)
    longer["arrayReleasePackage"][0]["releases"].append(release(3, tag=["contractUpdate"]))

    moved(longer)

    assert [one.number for one in Release.objects.all()] == [1, 2, 3]


def test_what_was_published_is_never_told_otherwise(moved):
    """MOVE-6."""
    moved()
    other = copy.deepcopy(DUMP)
    other["arrayReleasePackage"][0]["releases"][0]["tender"]["title"] = "Otra cosa"

    history = moved(other)

    assert history.report["failures"][0]["ocid"] == OCID
    assert Release.objects.count() == 2


def test_nothing_new_is_said_until_the_office_records_something(moved):
    """MOVE-7: the history goes on with releases of ours, which take nothing away from what came in."""
    moved()
    process = Process.objects.get()
    assert services.publish(process_id=process.pk, at=AT) is None

    contract = Contract.objects.get()
    services.conclude_contract(contract_id=contract.pk)
    ours = services.publish(process_id=process.pk, at=AT)

    assert ours.number == 3
    assert ours.tags[0] == "contractTermination"
    assert not {"planning", "tender", "award", "contract"} & set(ours.tags)
    documents = [orjson.loads(bytes(one.document)) for one in process.releases.all()]
    whole = merge.compiled(documents)
    assert whole["contracts"][0]["status"] == "terminated"
    assert whole["tender"]["title"] == "Parque lineal"
    assert check_release(bytes(ours.document)) == [] or ours.valid


def test_the_command_moves_in_and_a_dry_run_does_not(settings, tmp_path, capsys, office):
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "viejo.json"
    file.write_text(json.dumps(DUMP))

    assert import_ocds.run(["--dry-run", str(file)]) == 0
    assert not Release.objects.exists()
    assert not HistoryImport.objects.exists()
    assert import_ocds.run([str(file), "--repairs", str(tmp_path / "reparado.jsonl")]) == 0
    assert "1 procesos: 1 traídos con 2 versiones" in capsys.readouterr().out
    assert (tmp_path / "reparado.jsonl").read_text().count("REPAIR-") > 10


def test_a_file_that_is_none_says_so(tmp_path, capsys, office):
    file = tmp_path / "otro.json"
    file.write_text('{"hola": 1}')

    assert import_ocds.run([str(file)]) == 2
    assert "releases" in capsys.readouterr().err
