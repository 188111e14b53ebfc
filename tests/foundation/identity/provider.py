"""A small OpenID provider on loopback: discovery, authorize, token, keys, userinfo. RS256, PKCE, one person."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "tequio", "secreto-de-prueba"


class Provider(ThreadingHTTPServer):
    """Whoever comes is ``person``; an authorisation code serves once."""

    def __init__(self, person: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.person, self.codes = person, {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def discovery(self) -> dict[str, Any]:
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in ends.items()}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/jwks", **found}

    def jwks(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        challenge = self.codes.pop(asked.get("code", ""), None)
        shown = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if challenge is None or base64.urlsafe_b64encode(shown).rstrip(b"=").decode() != challenge:
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person}
        signed = jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})
        return {"access_token": "llave", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        if path == "/authorize":
            code = f"codigo-{len(self.server.codes)}"
            self.server.codes[code] = asked["code_challenge"]
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()
            return
        pages = {
            "/.well-known/openid-configuration": self.server.discovery,
            "/jwks": self.server.jwks,
            "/userinfo": lambda: self.server.person,
        }
        self._json(pages[path]() if path in pages else None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._json(self.server.token({name: values[0] for name, values in parse_qs(body).items()}))

    def _json(self, found: dict[str, Any] | None) -> None:
        self.send_response(200 if found is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(found or {"error": "invalid_grant"}).encode())

    def log_message(self, *args: Any) -> None:
        del args


@contextmanager
def serving(**person: Any) -> Iterator[Provider]:
    """Serve the provider while the block lasts."""
    provider = Provider(person)
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
