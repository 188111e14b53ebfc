"""Codes to phones: the gateway that takes JSON, and the log where there is none."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tequio.foundation.identity.adapters import sms
from tequio.foundation.identity.services.contact import phone_number


@pytest.fixture
def gateway(settings):
    """A gateway on this machine that keeps what it is sent; its status is the first of the list."""
    heard: list = [200]

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.headers["Authorization"], json.loads(body)))
            self.send_response(heard[0])
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_TOKEN, settings.SMS_FROM, settings.SMS_FIELDS = "secreto", "Ciudad", ("phone", "message")
    yield heard
    server.shutdown()
    server.server_close()


def test_the_gateway_gets_number_text_and_token(gateway):
    sms.send("+528112345678", "Hola")
    assert gateway[1] == ("Bearer secreto", {"phone": "+528112345678", "message": "Hola", "from": "Ciudad"})


def test_a_gateway_that_refuses_is_an_error(gateway):
    gateway[0] = 500
    with pytest.raises(sms.NotSentError):
        sms.send("+528112345678", "Hola")


def test_nothing_is_sent_in_the_clear(settings):
    settings.SMS_URL = "http://gateway.example/send"
    with pytest.raises(sms.NotSentError, match="https"):
        sms.send("+528112345678", "Hola")


def test_without_a_gateway_the_log_gets_it_and_phones_are_not_offered(settings, caplog):
    settings.SMS_URL = ""
    sms.send("+528112345678", "Hola")
    assert "Hola" in caplog.text
    assert not sms.available()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("81 1234-5678", "+528112345678"), ("+1 (212) 555 0100", "+12125550100"), ("12345", None), ("hola", None)],
)
def test_numbers_are_read_as_people_write_them(typed, number):
    assert phone_number(typed) == number
