"""An identity provider is off unless its address is set; set, its routes are there and its secrets stay out."""

import json
import os
import subprocess
import sys

PROGRAM = """
import json, django
django.setup()
from django.conf import settings
from django.urls import reverse, NoReverseMatch
try:
    callback = reverse("openid_connect_callback", args=["identidad"])
except NoReverseMatch:
    callback = ""
app = "allauth.socialaccount.providers.openid_connect" in settings.INSTALLED_APPS
policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
print(json.dumps([app, callback, policy, settings.OIDC]))
"""


def asked(**more):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tequio.config.settings", **more}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_without_an_address_there_is_no_provider():
    app, callback, policy, provider = asked(TEQUIO_OIDC_URL="")
    assert (app, callback, policy, provider) == (False, "", ["'self'"], None)


def test_with_one_its_routes_are_there_and_forms_may_lead_to_it():
    app, callback, policy, provider = asked(
        TEQUIO_OIDC_URL="https://identidad.example/realms/ciudad", TEQUIO_OIDC_CLIENT="tequio"
    )
    assert (app, callback) == (True, "/cuenta/proveedor/identidad/login/callback/")
    assert policy == ["'self'", "https://identidad.example"]
    assert provider == {"id": "identidad", "name": "Cuenta institucional"}
