"""An identity provider that speaks OpenID Connect, where there is one: none unless its address is set."""

from typing import Any

from tequio.config import environment

URL = environment.text("OIDC_URL")
NAME = environment.text("OIDC_NAME", "Cuenta institucional")
PROVIDER = "identidad"

APPS = ["allauth.socialaccount.providers.openid_connect"] if URL else []
ORIGINS = environment.origin(URL)


def providers(url: str, client: str, secret: str) -> dict[str, Any]:
    """Return what django-allauth asks of the provider at an address."""
    app = {
        "provider_id": PROVIDER,
        "name": NAME,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


PROVIDERS = providers(URL, environment.text("OIDC_CLIENT"), environment.text("OIDC_SECRET")) if URL else {}
