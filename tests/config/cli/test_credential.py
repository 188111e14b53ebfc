"""``tequio credential``: anybody checks a certificate with the issuer's keys (docs/rules/credentials.md)."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from tequio.config.cli import credential
from tequio.core.credentials import (
    CompactFacts,
    SigningKey,
    StatusList,
    issuer_document,
    seal,
    sign,
    status_credential,
)
from tequio.core.credentials.status import entry

ISSUER = "https://participa.example/constancias/emisor"
LIST = "https://participa.example/constancias/estado/1"
AT = datetime(2031, 5, 4, tzinfo=UTC)
KEY, OTHER = SigningKey.from_seed(b"\1" * 32), SigningKey.from_seed(b"\2" * 32)


@pytest.fixture
def folder(tmp_path):
    """A folder with a certificate, the issuer's keys, a list and the text of a QR."""

    def write(name, value):
        text = value if isinstance(value, str) else json.dumps(value)
        (tmp_path / name).write_text(text)
        return str(tmp_path / name)

    document = {
        "name": "Constancia de participación",
        "issuer": {"id": ISSUER, "name": "Municipio\x1b[2J de Ejemplo"},
        "credentialSubject": {"licenseNumber": "C-1", "achievement": {"description": "Propuso"}},
        "credentialStatus": entry(LIST, 5),
    }
    signed = sign(document, key=KEY, method=f"{ISSUER}#k1", created=AT)
    facts = CompactFacts("proposed", "C-1", date(2031, 5, 1), "Agua", "R. L.", 5)

    def listing(*revoked):
        made = status_credential(LIST, issuer=ISSUER, revoked=StatusList.of(revoked), at=AT)
        return sign(made, key=KEY, method=f"{ISSUER}#k1", created=AT)

    return {
        "good": write("good.json", signed),
        "edited": write("edited.json", {**signed, "name": "Otra"}),
        "qr": write(
            "qr.txt", f"https://participa.example/constancias/C-1/#{seal(facts, key=KEY, key_id='k1')}"
        ),
        "forged_qr": write("forged.txt", seal(facts, key=OTHER, key_id="k1")),
        "keys": write("keys.json", issuer_document(ISSUER, {f"{ISSUER}#k1": KEY.public})),
        "others": write("others.json", issuer_document(ISSUER, {f"{ISSUER}#k2": OTHER.public})),
        "current": write("current.json", listing()),
        "revoked": write("revoked.json", listing(5)),
        "nonsense": write("nonsense.txt", "hola"),
    }


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("good", "keys", "current"), 0, "Vigente según la lista de revocadas del 2031-05-04"),
        (("good", "keys", None), 0, "No se revisó si fue revocada"),
        (("good", "keys", "revoked"), 1, "REVOCADA"),
        (("good", "keys", "good"), 0, "no dice si sigue vigente"),
        (("good", "others", "current"), 2, "no está entre las de --keys"),
        (("good", None, None), 2, "están en https://participa.example/constancias/emisor"),
        (("edited", "keys", "current"), 1, "NO corresponde"),
        (("qr", "keys", "current"), 0, "Vigente"),
        (("qr", "keys", "revoked"), 1, "REVOCADA"),
        (("forged_qr", "keys", None), 1, "NO corresponde"),
        (("nonsense", "keys", None), 2, "no es una constancia completa"),
        (("keys", "keys", None), 2, "no es una constancia completa"),
    ],
)
def test_cre_15_each_finding_has_its_sentence_and_its_code(folder, capsys, given, code, said):
    what, keys, status = given
    arguments = ["verify", folder[what]]
    arguments += ["--keys", folder[keys]] if keys else []
    arguments += ["--status", folder[status]] if status else []
    assert credential.run(arguments) == code
    told = capsys.readouterr().out
    assert said in told
    assert "\x1b" not in told


def test_cre_15_a_file_that_is_not_there_is_said(capsys):
    assert credential.run(["verify", "/no/hay"]) == 2
    assert "no se puede leer /no/hay" in capsys.readouterr().err


def test_cre_15_it_needs_neither_django_nor_a_database(folder):
    script = (
        "import sys; from tequio.config.cli import dispatch; code = dispatch(sys.argv[1:]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "credential", "verify", folder["good"], "--keys", folder["keys"]]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
