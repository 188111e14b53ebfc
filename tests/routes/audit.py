"""The log: for administration and control."""

from tests.routes import ADMINISTRATOR, AUDITOR, Route

READERS = frozenset({ADMINISTRATOR, AUDITOR})

ROUTES = {
    "audit:log": Route(allowed=READERS, query="comprobar=1"),
    "audit:log_csv": Route(allowed=READERS),
    "audit:log_json": Route(allowed=READERS),
}
