"""The first page of the office."""

from tests.routes import STAFF, Route

ROUTES = {"office:home": Route(allowed=STAFF)}
