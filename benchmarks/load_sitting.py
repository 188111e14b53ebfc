"""One sitting of a new user: 500 projects and 800 contracts from spreadsheets to a public, validated portal.

``python benchmarks/load_sitting.py [--projects 500] [--contracts 800] [--pictures FOLDER]``. A PostgreSQL, a
site and a worker of its own; a coordinator in Chromium does what docs/manual/carga-masiva.md says, in her
browser alone, with files as offices keep them (titles over the table, other names of columns). Prints the
seconds of each step, and how many processes are public and valid.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PORT = 8119
PASSWORD = "una-contrasena-de-prueba"  # noqa: S105 - of a fictional person
PATIENCE = 1_800  # seconds
CHROMIUM = "/usr/bin/chromium"


def main() -> int:
    """Set up, let her work, and say what is public. Returns 0 if all is public and valid."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--projects", type=int, default=500)
    parser.add_argument("--contracts", type=int, default=800)
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    with _place(), _site():
        began = time.monotonic()
        walk(options.projects, options.contracts, options.pictures)
        told = _public(options.contracts)
        print(f"whole sitting: {time.monotonic() - began:.0f} s; {told}")
        return 0 if told.startswith(f"{options.contracts} processes public, {options.contracts} valid") else 1


@contextmanager
def _place() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="tq-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tequio.config.settings", "TEQUIO_DATA_DIR": folder}
        os.environ |= {"TEQUIO_DEMONSTRATION": "1", "TEQUIO_LOG_LEVEL": "ERROR"}
        from tequio.config import postgres

        own = postgres.Embedded(Path(folder))
        postgres.prepare()
        try:
            import django
            from django.core.management import call_command

            django.setup()
            call_command("migrate", verbosity=0)
            call_command("collectstatic", verbosity=0, interactive=False)
            _people()
            yield
        finally:
            postgres.stop(own)


def _people() -> None:
    from tequio.config.demo.factories.accounts import make_cast
    from tequio.config.demo.factories.editions import make_edition

    make_cast(password=PASSWORD)
    make_edition()


@contextmanager
def _site() -> Iterator[None]:
    """Run the web server and the worker."""
    verbs = (("serve", f"--port={PORT}", "--workers=1"), ("worker",))
    running = [subprocess.Popen([sys.executable, "-m", "tequio.config.cli", *verb]) for verb in verbs]
    try:
        _until(_answers, "the site to answer")
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _answers() -> bool:
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _until(done: Any, what: str) -> None:
    limit = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > limit:
            raise TimeoutError(what)
        time.sleep(0.5)


def walk(projects: int, contracts: int, pictures: Path | None) -> None:
    """Do what the manual says."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{PORT}", locale="es-MX", viewport={"width": 1100, "height": 820}
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1_000)
        _sign_in(page)
        _take(page, pictures, "cargas", "/escritorio/cargas/")
        _take(page, pictures, "tipo", "/escritorio/cargas/proyectos/")
        wrong = sheet_of_projects(3)
        _load(page, "proyectos", "con-errores.xlsx", wrong, pictures, press=False)
        _take(page, pictures, "errores")
        _load(page, "proyectos", "obras.xlsx", sheet_of_projects(projects), pictures)
        _load(page, "contratos", "contratos.csv", sheet_of_contracts(projects, contracts), pictures)
        browser.close()


def _sign_in(page: Any) -> None:
    page.goto("/cuenta/entrar/")
    page.locator("details:has([name=password]) > summary").click()
    page.fill("[name=login]", "caro@tequio.example")
    page.fill("[name=password]", PASSWORD)
    page.locator("main details form button:not([type=button])").click()
    page.wait_for_load_state()


def _load(
    page: Any, kind: str, name: str, content: bytes, pictures: Path | None, *, press: bool = True
) -> None:
    """Upload, wait for the check, press the button, wait for the load."""
    began = time.monotonic()
    page.goto(f"/escritorio/cargas/{kind}/")
    page.set_input_files(
        "[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator("main form button.button--primary").click()
    if not press:
        return
    button = page.get_by_role("button", name="Cargar todo")
    button.wait_for()
    looked = time.monotonic()
    _take(page, pictures, f"lista-{kind}")
    button.click()
    page.get_by_text("Carga escrita").wait_for()
    print(f"{kind}: looked at in {looked - began:.0f} s, loaded in {time.monotonic() - looked:.0f} s")
    _take(page, pictures, f"cargada-{kind}")


def _take(page: Any, pictures: Path | None, name: str, address: str = "") -> None:
    if address:
        page.goto(address)
    if pictures is None:
        return
    pictures.mkdir(parents=True, exist_ok=True)
    for width in (1_100, 360):
        page.set_viewport_size({"width": width, "height": 820})
        page.screenshot(path=str(pictures / f"carga-{name}-{width}.png"), full_page=width == 360)  # noqa: PLR2004 - a phone
    page.set_viewport_size({"width": 1_100, "height": 820})


def sheet_of_projects(number: int) -> bytes:
    """Return a workbook as an office keeps it: a title above, amounts as text; three rows end in a bad one."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Obras")
        page.merge_range(0, 0, 0, 4, "Programa de obras")
        page.write_row(2, 0, ["Clave", "Nombre de la obra", "Monto asignado", "Fecha de entrega", "Detalle"])
        for n in range(number):
            day = f"{n % 28 + 1:02d}/06/2027"
            page.write_row(
                n + 3, 0, [f"OB-{n:04d}", f"Obra de ejemplo {n}", f"$ {1_000_000 + n:,}.00", day, "Obra"]
            )
        if number <= 3:  # noqa: PLR2004 - the sheet with errors
            page.write_row(number + 3, 0, ["OB-9999", "Con errores", "1.234", "31/02/2027", "Obra"])
    return out.getvalue()


def sheet_of_contracts(projects: int, number: int) -> bytes:
    """Return a CSV of contracts as Excel writes it in Mexico: cp1252, semicolons."""
    from tequio.config.demo.factories.contracting import make_rfc

    head = "Folio;Objeto;Modalidad;Razón social;RFC;Fallo;No. de contrato;Firma;Inicio;Término;Importe;Subtotal"
    lines = [
        f"OB-{n % projects:04d};Construcción {n};Licitación pública;Constructora {n % 40};{make_rfc(n % 40)};"
        f"28-ago-26;OP-{n:04d};04/09/2026;07/09/2026;18/12/2026;$ 116,000.00;100000"
        for n in range(number)
    ]
    return "\r\n".join([head, *lines, ""]).encode("cp1252")


def _public(contracts: int) -> str:
    """Wait until every process is published, and say how many are public and valid."""
    from tequio.accountability.contracting.models import Process, Publication, Release

    _until(
        lambda: Publication.objects.filter(number__gt=0, due_since=None).count() >= contracts, "publications"
    )
    valid = Release.objects.filter(valid=True).values("process").distinct().count()
    return f"{Process.objects.count()} processes public, {valid} valid"


if __name__ == "__main__":
    sys.exit(main())
