"""The addresses of the frame itself."""

from tests.routes import ANYONE, Route

ROUTES = {"web:set_language": Route(allowed=ANYONE, methods=("POST",))}
