"""``tequio demo``: the demonstration city in a database of its own, served with its worker."""

import argparse
import http.client
import importlib
import os
import sys
import time

import django
from django.db import connections

from tequio.config import environment, postgres
from tequio.config.processes import demonstration, static, web
from tequio.config.processes.supervisor import Child, Supervisor

STAGE = "voting"
_TEQUIO = [sys.executable, "-m", "tequio.config.cli"]


def run(arguments: list[str]) -> int:
    """Prepare the city at the asked stage, say who to sign in as, and serve it until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="tequio demo", description=__doc__)
    parser.add_argument("--stage", default=STAGE, help=f"etapa de la edición en curso ({STAGE})")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="solo prepara la ciudad")
    parser.add_argument("--reload", action="store_true", help="para desarrollar: recarga el código que cambia")
    options = parser.parse_args(arguments)
    if not options.no_serve and not web.is_free(options.host, options.port):
        print(
            f"tequio: el puerto {options.port} está ocupado; elija otro con --port (en make, PORT=…).",
            file=sys.stderr,
        )
        return 1
    os.environ["TEQUIO_DEMONSTRATION"] = "1"
    os.environ.setdefault("TEQUIO_PUBLIC_URL", f"http://{options.host}:{options.port}")
    try:
        postgres.prepare()
        django.setup()
        _prepare(options.stage)
    except (postgres.LauncherError, demonstration.DemonstrationError) as error:
        print(f"tequio: {error}", file=sys.stderr)
        return 1
    return 0 if options.no_serve else _serve(options.host, options.port, reload=options.reload)


def _prepare(stage: str) -> None:
    if not demonstration.is_built(stage):
        print("Construyendo la ciudad de demostración…", flush=True)
        begun = time.monotonic()
        demonstration.build(stage)
        print(f"Ciudad lista en {time.monotonic() - begun:.0f} s.", flush=True)
    static.collect()


def _serve(host: str, port: int, *, reload: bool) -> int:
    served = [*_TEQUIO, "runserver", f"{host}:{port}"] if reload else web.command(host=host, port=port)
    if reload:
        os.environ["TEQUIO_DEBUG"] = "1"
    children = [
        Child("web", served),
        Child("trabajador", [*_TEQUIO, "worker"]),
    ]
    code = Supervisor(children, log=_say).run(_Announcement(host, port).look)
    connections.close_all()
    if not os.environ.get("DATABASE_URL"):
        place = postgres.Embedded(environment.data_dir())
        if postgres.is_idle(place):
            postgres.stop(place)
            print("base de datos: detenida")
    return code


def _say(line: str) -> None:
    print(line, flush=True)


class _Announcement:
    """Says once, when the site answers, where it is and who to sign in as."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port, self.made = host, port, False

    def look(self) -> None:
        if self.made or web.is_free(self.host, self.port):
            return
        connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
        except OSError:
            return
        finally:
            connection.close()
        self.made = True
        print(f"\nTequio responde ({status}) en http://{self.host}:{self.port}/  ·  Ctrl-C lo detiene\n")
        _print_sign_ins()


def _print_sign_ins() -> None:
    people = demonstration.sign_ins()
    if not people:
        return
    password = importlib.import_module("tequio.config.demo.factories.accounts").PASSWORD
    print(f"Entre como cualquiera de estas personas ficticias. Contraseña de todas: {password}\n")
    for person in people:
        print(f"  {person.role:<22} {person.email:<26} {person.name}")
    sheet = demonstration.some_codes()
    if sheet is not None:
        print(f"\nO vote sin cuenta, en {sheet.address}, con una de estas claves de un solo uso:\n")
        print("  " + "   ".join(sheet.codes))
    print(flush=True)
