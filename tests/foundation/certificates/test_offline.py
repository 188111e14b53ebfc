"""The page that checks certificates without network, and the file to keep. CRE-16."""

import base64
import hashlib
import json
import re

import pytest
from django.test import Client
from tests.foundation.certificates.conftest import AT

from tequio.core import credentials
from tequio.foundation.certificates import queries, services

pytestmark = pytest.mark.django_db
PAGE, FILE = "/constancias/sin-red/", "/constancias/constancias-sin-red.html"


def data_of(answer):
    text = re.search(r'<script id="certificate-data" type="application/json">(.*?)</script>', text_of(answer))
    return json.loads(text[1])


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def made(doings, ana):
    doings.add(ana, number=2)
    return services.issue(claims=doings.claims, by=None, at=AT).certificates


def test_cre_16_the_page_carries_keys_and_lists_with_which_the_rules_decide_the_same(made, caro):
    good, bad = made
    services.revoke(certificate_id=bad.pk, reason="Por error.", by=caro.pk, at=AT)
    for address in (PAGE, FILE):
        data = data_of(Client().get(address))
        keys = {name: credentials.PublicKey.parse(text) for name, text in data["keys"].items()}
        long = {f"{data['issuer']}#{name}": key for name, key in keys.items()}
        assert credentials.unseal(queries.qr_text(good), keys=keys)[0] is credentials.Verdict.VALID
        [listed] = data["lists"]
        said = [credentials.standing(json.loads(one.credential), listed, keys=long) for one in (good, bad)]
        assert said == [credentials.Standing.CURRENT, credentials.Standing.REVOKED]
        assert data["kinds"]["tried"] == "Constancia de prueba"


def test_cre_16_the_file_is_never_shown_as_a_page_of_ours_and_brings_its_own_policy(db):
    answer = Client().get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="constancias-sin-red.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = text_of(answer)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#x27;", "'")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    inline = re.findall(r"<(script|style)([^>]*)>(.*?)</\1>", text, re.DOTALL)
    for _tag, attributes, content in inline:
        if "application/json" not in attributes:
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert len(inline) == 4
    # Nothing is asked of anybody: no address but the data of its own modules.
    assert not re.search(r'(?:src|href)="', text)
    modules = json.loads(re.search(r'type="importmap">(.*?)</script>', text)[1])["imports"]
    for name, address in modules.items():
        source = base64.b64decode(address.partition("base64,")[2]).decode()
        imported = re.findall(r'^(?:import|export)\b[^;"]*?\bfrom\s*"([^"]+)"', source, re.MULTILINE)
        assert set(imported) <= set(modules), name


def test_cre_16_the_page_may_use_the_camera_and_its_worker_answers_for_certificates_only(client):
    page = client.get(PAGE)
    assert page["Permissions-Policy"].startswith("camera=(self),")
    assert client.get("/constancias/")["Permissions-Policy"].startswith("camera=(),")
    assert data_of(page)["worker"] == "/constancias/sin-red/trabajador.js"
    worker = client.get("/constancias/sin-red/trabajador.js")
    assert worker["Service-Worker-Allowed"] == "/constancias/"
    assert worker["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_the_page_asks_as_much_for_three_certificates_as_for_one(
    doings, ana, django_assert_num_queries, address
):
    doings.add(ana)
    services.issue(claims=doings.claims, by=None, at=AT)
    client = Client()
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    doings.add(ana, number=2)
    services.issue(claims=doings.claims, by=None, at=AT)
    with django_assert_num_queries(QUERIES):
        client.get(address)


QUERIES = 2
