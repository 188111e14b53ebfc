"""The pages of meetings: for anyone, for who registers, for the table and for the office."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tequio.config.demo.factories.accounts import make_ana, make_beto, make_caro, make_eva, make_office
from tequio.config.demo.factories.meetings import make_meeting, make_subject
from tequio.foundation.audit.models import AuditEvent
from tequio.foundation.files.adapters.spreadsheets import read_rows
from tequio.participation.meetings import services
from tequio.participation.meetings.models import Meeting, Registration
from tequio.participation.meetings.types import Way
from tequio.publishing.opendata import types as opendata

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def page(client, url, **values):
    return client.get(url, **values).content.decode()


@pytest.fixture
def now_on():
    """A meeting that began a while ago."""
    now = timezone.now()
    return make_meeting(at=now - 24 * HOUR, starts=now - HOUR / 2, capacity=20)


def test_from_calling_a_meeting_to_its_minutes(client):
    client.force_login(make_caro())
    now = timezone.localtime()

    def said(hours):
        return (now + hours * HOUR).strftime("%Y-%m-%dT%H:%M")

    asked = {
        "subject": make_subject(),
        "title": "Mesa de seguridad",
        "place": "Auditorio",
        "starts": said(24),
        "ends": said(23),
        "registration_opens": said(-1),
        "registration_closes": said(24),
        "lat": "0.5",
        "lon": "",
    }
    wrong = client.post("/escritorio/reuniones/nueva/", asked)
    assert wrong.status_code == 422
    assert "termina después de empezar" in wrong.content.decode()
    assert "Ponga el lugar en el mapa" in wrong.content.decode()
    asked |= {"ends": said(26), "lon": "0.5"}
    made = client.post("/escritorio/reuniones/nueva/", asked)
    meeting = Meeting.objects.get()
    office = f"/escritorio/reuniones/{meeting.folio}/"
    assert made["Location"] == office
    assert meeting.unit.name == "Colonia 1"
    public = f"/reuniones/{meeting.folio}/"
    assert "Vista previa" in page(client, public)
    client.logout()
    assert client.get(public).status_code == 404
    client.force_login(make_caro())
    client.post(f"{office}publicar/")
    assert "Registrarme" in page(client, public)
    copied = client.post(f"{office}copiar/", {"starts": said(48)})
    assert copied["Location"] != office
    assert client.post(f"{copied['Location']}cancelar/", {"reason": ""}).status_code == 422
    assert client.post(f"{copied['Location']}cancelar/", {"reason": "No hay sala"}).status_code == 302
    assert client.post(f"{office}minuta/", _minutes("Todavía no")).status_code == 422
    Meeting.objects.filter(pk=meeting.pk).update(starts=now - 2 * HOUR, ends=now - HOUR)
    agreed = _minutes(
        "Se habló de luz", **{"form-0-text": "Cambiar lámparas", "form-0-office": make_office().pk}
    )
    assert client.post(f"{office}minuta/", agreed)["Location"] == f"{public}minuta/"
    client.post(f"{office}minuta/", _minutes("Se habló de luz y agua", reason="Faltó el agua"))
    client.logout()
    assert "Faltó el agua" in page(client, f"{public}minuta/")
    assert "Cambiar lámparas" in page(client, f"{public}minuta/1/")
    assert "Esta versión se corrigió" in page(client, f"{public}minuta/1/")
    assert client.get(f"{public}minuta/7/").status_code == 404
    assert "Leer la minuta" in page(client, "/reuniones/")


def _minutes(text, **more):
    return {"text": text, "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, **more}


def test_who_has_an_account_registers_shows_the_ticket_and_leaves(client):
    meeting = make_meeting(capacity=1)
    base = f"/reuniones/{meeting.folio}/"
    assert "Queda 1 lugar" in page(client, base)
    assert client.get(f"{base}registro/")["Location"].startswith("/cuenta/entrar/")
    ana = make_ana()
    client.force_login(ana)
    assert client.post(f"{base}registro/", {"name": ""}).status_code == 422
    assert client.post(f"{base}registro/", {"name": "Ana"})["Location"] == f"{base}mi-registro/"
    row = Registration.objects.get(person=ana)
    mine = page(client, f"{base}mi-registro/")
    assert row.folio in mine
    assert "<svg" in mine
    assert meeting.title in page(client, "/reuniones/mias/")
    assert "Está llena" in page(client, base) or "Usted tiene lugar" in page(client, base)
    client.post(f"{base}mi-registro/cancelar/")
    assert "Registrarme" in page(client, base)
    assert client.get(f"{base}mi-registro/")["Location"] == base


def test_who_has_no_account_registers_with_a_code_and_gets_no_further(client, mailoutbox):
    meeting = make_meeting()
    after = f"/reuniones/{meeting.folio}/registro/"
    assert "registrarse en esta reunión" in page(client, f"/cuenta/entrar/?next={after}")
    client.post(f"/participar/una-vez/?next={after}", {"kind": "email", "email": "luz@tequio.example"})
    code = re.search(r"\b\d{6}\b", mailoutbox[0].body)[0]
    assert client.post("/participar/codigo/", {"code": code})["Location"] == after
    assert client.post(after, {"name": "Luz"}).status_code == 302
    assert Registration.objects.get().person.email == "luz@tequio.example"
    assert "Luz" in page(client, f"/reuniones/{meeting.folio}/mi-registro/")
    other = make_meeting(title="Otra")
    assert client.get(f"/reuniones/{other.folio}/registro/").status_code in {302, 403}


def test_the_calendar_of_a_meeting_says_it_was_called_off(client):
    meeting = make_meeting(lon=0.5, lat=0.5)
    url = f"/reuniones/{meeting.folio}.ics"
    (event,) = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    assert event["DTSTART"].dt == meeting.starts.replace(microsecond=0)
    services.cancel(meeting=meeting, reason="Lluvia", at=timezone.now())
    (event,) = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_the_table_marks_by_ticket_by_list_and_who_came_without_registering(client, now_on):
    services_at = timezone.now() - 2 * HOUR
    row = services.register(meeting=now_on, person=make_ana(), name="Ana", at=services_at)
    client.force_login(make_beto())
    desk = f"/escritorio/reuniones/{now_on.folio}/asistencia/"
    found = client.get(f"{desk}?folio={row.folio}")
    assert "camera=(self)" in found["Permissions-Policy"]
    assert "Ana" in found.content.decode()
    for _again in range(2):
        client.post(f"{desk}{row.pk}/", {"folio": row.folio})
    row.refresh_from_db()
    assert row.attended_way == Way.TICKET
    assert "Nadie con ese folio" in page(client, f"{desk}?q=nadie")
    assert client.post(f"{desk}sin-registro/", {"name": "Luz", "phone": "x"}).status_code == 422
    client.post(f"{desk}sin-registro/", {"name": "Luz"})
    client.post(f"{desk}{row.pk}/quitar/")
    assert [r.name for r in Registration.objects.filter(attended_at__isnull=False)] == ["Luz"]
    book = b"".join(client.get(f"{desk}lista.xlsx").streaming_content)
    assert [r.values[1] for r in read_rows(book, "lista.xlsx").rows] == ["Ana", "Luz"]
    assert AuditEvent.objects.filter(kind="meetings.ListTaken").count() == 1


def test_the_door_shows_a_code_that_marks_who_reads_it_in_time_and_nobody_else(client, now_on):
    client.force_login(make_beto())
    shown = client.get(f"/escritorio/reuniones/{now_on.folio}/puerta/")
    assert shown["Refresh"] == "20"
    assert "<svg" in shown.content.decode()
    client.logout()
    base = f"/reuniones/{now_on.folio}/llegue/"
    assert client.get(base).status_code == 410
    old = services.shown_code(now_on, at=timezone.now() - HOUR / 30)
    assert client.get(f"{base}?c={old}").status_code == 410
    code = services.shown_code(now_on, at=timezone.now())
    assert client.get(f"{base}?c={code}")["Location"] == base
    assert "Decir quién soy" in page(client, base)
    client.force_login(make_eva())
    assert "se registra ahora" in page(client, base)
    assert client.post(base, {"name": "Eva"}).status_code == 302
    assert Registration.objects.get().attended_way == Way.DOOR
    client.post(base, {"name": "Eva"})
    assert Registration.objects.count() == 1


def test_open_data_tells_of_meetings_and_agreements_and_of_nobody(now_on):
    services.walk_in(meeting=now_on, name="Luz Secreta", way=Way.LIST, at=timezone.now())
    meetings, agreements = opendata.dataset("reuniones").tables
    (row,) = meetings.rows()
    assert len(row) == len(meetings.fields)
    assert row[0] == now_on.folio
    assert row[-1] is None
    assert "Luz" not in str(row)
    assert list(agreements.rows()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_however_many_there_are(client, count, django_assert_max_num_queries):
    now = timezone.now()
    for _n in range(count):
        meeting = make_meeting(at=now - 24 * HOUR, starts=now - HOUR / 2)
        for name in ("Luz", "Sol", "Mar")[:count]:
            services.walk_in(meeting=meeting, name=name, way=Way.LIST, at=now)
        make_meeting()
    with django_assert_max_num_queries(6):
        client.get("/reuniones/")
    with django_assert_max_num_queries(8):
        client.get(f"/reuniones/{meeting.folio}/")
    client.force_login(make_beto())
    with django_assert_max_num_queries(20):
        client.get("/escritorio/reuniones/")
    with django_assert_max_num_queries(20):
        client.get(f"/escritorio/reuniones/{meeting.folio}/asistencia/")
