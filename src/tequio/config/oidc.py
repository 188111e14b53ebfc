"""An identity provider that speaks OpenID Connect, where there is one: none unless its address is set."""

from typing import Any

from tequio.config import environment

URL = environment.text("OIDC_URL")
NAME = environment.text("OIDC_NAME", "Cuenta institucional")
PROVIDER = "identidad"

APPS = ["allauth.socialaccount.providers.openid_connect"] if URL else []
ORIGINS = environment.origin(URL)
PROVIDERS: dict[str, Any] = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": PROVIDER,
                    "name": NAME,
                    "client_id": environment.text("OIDC_CLIENT"),
                    "secret": environment.text("OIDC_SECRET"),
                    "settings": {"server_url": URL},
                }
            ],
        }
    }
    if URL
    else {}
)
