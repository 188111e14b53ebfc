"""The whole thread, from a proposal to a published contract, as each role, in four ways of walking."""

import re
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import House
from tests.journeys.people import WAYS, Person, Way

pytestmark = [pytest.mark.browser, pytest.mark.server]
ANSWERS = {
    "titulo": {"title": "Sombra en la parada"},
    "problema": {"problem": "En la parada no hay sombra ni banca."},
    "solucion": {"solution": "Un techo, dos bancas y un árbol."},
    "costo": {"estimated_cost_centavos": "450000"},
}

DAYS = {"date": -9, "signed_on": -8, "starts_on": -7, "ends_on": 60, "paid_on": -1}  # from today


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    return request.param


@pytest.fixture
def person(browser: Browser, house: House, way: Way):
    opened: list[Person] = []

    def open_as(who: str = "") -> Person:
        opened.append(Person(browser, house.base, way, who))
        return opened[-1]

    yield open_as
    for one in opened:
        one.context.close()


def test_a_citizen_proposes(person, way: Way) -> None:
    ana = person(f"vecina{way.number}")
    ana.open(f"/ediciones/registro-{way.number}/")
    ana.follow("/proponer/")
    ana.press()
    for _ in range(12):
        ana.fits()
        step = ana.page.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        if step == "revisar":
            break
        _answer(ana, step)
    ana.press()
    folio = ana.folio()
    ana.open(f"/propuestas/{folio}/")
    expect(ana.page.locator("h1")).to_have_text("Sombra en la parada")
    ana.fits()


def _answer(ana: Person, step: str) -> None:
    """Answer one question of the proposal."""
    if step == "lugar":
        if ana.scripts:
            ana.page.locator("[data-picker-map]").click(position={"x": 60, "y": 60})
            expect(ana.page.locator("[name=lat]")).not_to_have_value("")
        else:
            ana.page.locator("[name=unit]").select_option(index=1)
        ana.fill(place="Frente a la escuela")
    elif step == "fotos":
        ana.follow("/revisar/")
        ana.page.wait_for_load_state()
        return
    elif ana.page.locator("[name=proponent_unit]").count():
        ana.page.locator("[name=proponent_unit]").select_option(index=1)
    elif step in ANSWERS:
        ana.fill(**ANSWERS[step])
    else:
        ana.main.locator("form input[type=radio]").first.check()
    ana.press()


def test_an_office_judges_and_the_coordinator_publishes(person, way: Way) -> None:
    beto = person("beto")
    beto.open("/escritorio/")
    beto.fits()
    beto.page.get_by_role("link", name=f"Rampas en el mercado {way.number}").first.click()
    beto.fill(verdict="feasible", reasons="El terreno es municipal.", cost_centavos="850,000")
    beto.fits()
    beto.press()
    caro = person("caro")
    caro.open("/escritorio/factibilidad/")
    caro.follow(f"edicion/factibilidad-{way.number}/publicar/")
    caro.press()
    public = person()
    public.open(f"/ediciones/factibilidad-{way.number}/propuestas/")
    public.page.get_by_role("link", name=f"Rampas en el mercado {way.number}").click()
    expect(public.main).to_contain_text("El terreno es municipal.")
    public.fits()


def test_a_citizen_votes_once(person, way: Way) -> None:
    """With scripts, from their own browser; without, with a code that the office printed."""
    leaf = _votes_from_their_browser(person, way) if way.scripts else _votes_with_a_code(person, way)
    anybody = person()
    anybody.open(f"/urna/votacion-{way.number}/recibo/{leaf}/")
    anybody.fits()


def _votes_from_their_browser(person, way: Way) -> str:
    ana = person(f"vecina{way.number}")
    ana.open(f"/ediciones/votacion-{way.number}/")
    ana.follow("/votar/")
    ana.page.wait_for_load_state()
    if ana.page.locator("[name=lugar]").count():
        ana.page.locator("[name=lugar]").first.check()
        ana.press()
    ana.fits()
    _mark_two(ana)
    ana.page.reload()
    expect(ana.page.locator("[name=opcion]:checked")).to_have_count(2)  # the device remembers
    ana.page.locator("[data-step=choose] .button--primary").click()
    ana.fits()
    ana.context.set_offline(True)
    ana.page.locator("[data-cast]").click()
    expect(ana.page.locator("[data-trouble]")).to_be_visible()
    ana.context.set_offline(False)
    ana.page.locator("[data-cast]").dblclick()
    ana.page.wait_for_url("**/votar/recibo/")
    expect(ana.page.locator("[data-there]")).to_be_visible()
    ana.fits()
    leaf = ana.page.locator("[data-leaf]").inner_text().replace(" ", "")
    ana.open(f"/ediciones/votacion-{way.number}/votar/")
    ana.page.wait_for_url("**/votar/recibo/")
    kept = ana.page.evaluate("JSON.stringify(localStorage)")
    assert "marks" not in kept
    return leaf


def _votes_with_a_code(person, way: Way) -> str:
    caro = person("caro")
    caro.open(f"/escritorio/votacion/votacion-{way.number}/claves/")
    caro.fill(size="2")
    caro.press()
    caro.fits()
    code = caro.page.locator(".codes code").first.inner_text()
    ana = person()
    ana.open(f"/urna/votacion-{way.number}/codigo/")
    ana.fill(clave=code.lower())
    ana.press()
    ana.fits()
    _mark_two(ana)
    ana.press()
    ana.fits()
    ana.press()
    ana.fits()
    assert ana.context.cookies() == []
    return ana.page.locator("[data-leaf]").inner_text().replace(" ", "")


def _mark_two(ana: Person) -> None:
    ana.page.locator("[name=opcion]").nth(0).check()
    ana.page.locator("[name=opcion]").nth(1).check()


def test_votes_become_a_project_a_contract_and_open_data(person, way: Way) -> None:
    caro = person("caro")
    _count(caro, person("aurora"), f"/escritorio/votacion/resultados-{way.number}/")
    public = person()
    public.open(f"/ediciones/resultados-{way.number}/resultados/")
    expect(public.main.locator(".badge--done").first).to_be_visible()
    public.fits()
    folio = _project_of(public, f"resultados-{way.number}")
    _hand_over(caro, folio)
    beto = person("beto")
    _build(beto, folio)
    ocid = _contract(beto, folio, way)
    _published(public, folio, ocid)


def _count(caro: Person, aurora: Person, desk: str) -> None:
    """The worker counts, a second person looks at it, and it is made official."""
    caro.open(desk)
    caro.press()
    for _ in range(60):
        caro.open(desk)
        if caro.page.locator('form[action$="/provisional/"]').count():
            break
        time.sleep(0.5)
    caro.fits()
    aurora.open(f"{desk}revision/")
    aurora.fill(note="Las cifras cuadran con la urna.")
    aurora.fits()
    aurora.press()
    caro.open(desk)
    caro.press('form[action$="/publicar/"] button')
    caro.fits()


def _project_of(public: Person, edition: str) -> str:
    """Wait for the worker to make projects of the winners; return the folio of the first."""
    for _ in range(60):
        public.open(f"/proyectos/?edicion={edition}")
        if public.page.locator(".card").count():
            public.fits()
            return public.page.locator(".card h3 a").first.get_attribute("href").rstrip("/").rsplit("/", 1)[-1]
        time.sleep(0.5)
    raise AssertionError("the winners did not become projects")


def _hand_over(caro: Person, folio: str) -> None:
    caro.open(f"/escritorio/proyectos/{folio}/datos/")
    box = caro.page.locator('form[action*="/area/"]')
    box.locator("select").select_option(label="Secretaría de Infraestructura")
    box.locator("button").click()
    caro.page.wait_for_load_state()
    caro.fits()


def _build(beto: Person, folio: str) -> None:
    beto.open(f"/escritorio/proyectos/{folio}/")
    beto.fits()
    for _ in range(4):
        stage = beto.page.locator('form[action*="/etapa/"]')
        building = "/execution/" in str(stage.get_attribute("action"))
        stage.locator("[name$=state]").select_option("in_progress" if building else "done")
        stage.locator("button").click()
        beto.page.wait_for_load_state()
    report = beto.page.locator('form[action*="/execution/avance/"]')
    report.locator("[name$=title]").fill("Se colaron los cimientos")
    report.locator("[name$=physical_percent]").fill("35")
    report.locator("button").click()
    beto.page.wait_for_load_state()
    expect(beto.page.locator("main .notice--done")).to_be_visible()


def _contract(beto: Person, folio: str, way: Way) -> str:
    """Open the process, and record award, contract and payment; return its ocid."""
    day = date.today
    beto.open(f"/escritorio/contratos/nuevo/{folio}/")
    beto.fill(title="Construcción de la obra", procedure="invitacion-a-tres", category="works")
    beto.fits()
    beto.press()
    found = re.search(r"ocds-[\w-]+", beto.page.url)
    assert found, beto.page.url
    dates = {name: str(day() + timedelta(days=days)) for name, days in DAYS.items()}
    beto.follow("/fallo/")
    beto.fill(
        supplier_rfc=_rfc(way), supplier_name="Obras del Encino", date=dates["date"], amount_centavos="300000"
    )
    beto.fits()
    beto.press()
    beto.follow("/contrato/")
    signed = {name: dates[name] for name in ("signed_on", "starts_on", "ends_on")}
    beto.fill(number=f"OP-{way.number}", **signed, amount_centavos="300000")
    beto.press()
    beto.follow("/pago/")
    beto.fill(paid_on=dates["paid_on"], amount_centavos="100000")
    beto.press()
    beto.fits()
    return found.group()


def _rfc(way: Way) -> str:
    from tequio.config.demo.factories.contracting import make_rfc

    return make_rfc(way.number + 40)


def _published(public: Person, folio: str, ocid: str) -> None:
    """The public page tells the whole thread, and the open data has the payment within seconds."""
    for _ in range(30):
        public.open(f"/proyectos/{folio}/")
        if "100,000" in public.main.inner_text() and public.page.locator(f'main a[href*="{ocid}"]').count():
            break
        time.sleep(0.5)
    expect(public.page.locator(".knot--done").first).to_be_attached()
    public.fits()
    public.open(f"/contratos/{ocid}/")
    public.fits()
    for _ in range(30):
        links = public.page.locator('main a[href$=".json"]')
        if links.count():
            answer = public.context.request.get(links.first.get_attribute("href"))
            if answer.ok and "100000" in answer.text():
                return
        time.sleep(0.5)
        public.page.reload()
    raise AssertionError("the payment was not published")
