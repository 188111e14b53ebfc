"""The page that checks certificates without network: anybody's."""

from tests.routes import ANYONE, Route

ROUTES = {
    "certificates:offline": Route(allowed=ANYONE),
    "certificates:offline_worker": Route(allowed=ANYONE),
    "certificates:offline_file": Route(allowed=ANYONE),
}
