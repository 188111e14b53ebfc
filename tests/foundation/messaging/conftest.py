"""A kind of notice and a subject for the tests, people, and a mail server that answers as it is told."""

import email
import email.message
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from django.core.mail.utils import DNS_NAME
from django.utils import timezone

from tequio.config.demo.factories.accounts import make_ana, make_eva
from tequio.foundation.messaging import services, types
from tequio.foundation.messaging.types import Audience, Kind, Place, Subject


class Inbox:
    """What the server took, and what it answers to whom."""

    def __init__(self) -> None:
        self.taken: list[email.message.Message] = []
        self.to: list[str] = []
        self.refuse: dict[str, str] = {}  # part of an address, or DATA -> the answer
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802, ARG002 - as aiosmtpd calls it
        for part, answer in self.refuse.items():
            if part in address:
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002 - as aiosmtpd calls it
        if answer := self.refuse.get("DATA"):
            return answer
        self.to += envelope.rcpt_tos
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 OK queued as 12345"

    @property
    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.taken]


@pytest.fixture
def inbox(settings, monkeypatch) -> Iterator[Inbox]:
    """A real SMTP server on this machine, to which the settings point."""
    box = Inbox()
    monkeypatch.setattr(DNS_NAME, "_fqdn", "localhost", raising=False)  # no name server is asked
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", box.port, False
    yield box
    server.stop()


@pytest.fixture
def kinds(monkeypatch) -> None:
    """Three kinds and one subject, beside those of the contexts, for this test alone."""
    monkeypatch.setattr(types, "_kinds", dict(types._kinds))
    monkeypatch.setattr(types, "_subjects", dict(types._subjects))

    def kind(code: str, **more) -> Kind:
        return Kind(
            code=code,
            label=f"Tipo {code}",
            audience=Audience.FOLLOWER,
            subject="Novedad de {titulo}",
            body="Pasó esto con «{titulo}»: {detalle}",
            samples={"titulo": "Parque", "detalle": "se plantó"},
            **more,
        )

    types.register(kind("t.news"), kind("t.receipt", transactional=True))
    types.register(kind("t.daily", cadence=types.Cadence.DAILY), kind("t.weekly", cadence=types.Cadence.WEEKLY))
    find = {1: Place("Parque", "/proyectos/1/"), 2: Place("Fuente", "/proyectos/2/")}
    types.register_subject(
        Subject(prefix="thing", label="Cosa", find=lambda ids: {pk: find[pk] for pk in ids if pk in find})
    )


@pytest.fixture
def ana(db):
    return make_ana()


@pytest.fixture
def eva(db):
    return make_eva()


@pytest.fixture
def tell(kinds):
    """Tell people something, with as little as possible said."""

    def told(
        *people, kind="t.news", event="e1", titulo="Parque", detalle="se plantó", at=None, url="/proyectos/1/"
    ):
        return services.notify(
            kind=kind,
            recipients=[person.pk for person in people],
            subject_key="thing:1",
            context={"titulo": titulo, "detalle": detalle, "enlace": url},
            event_key=event,
            at=at or timezone.now(),
        )

    return told
