"""A line to the mail server, which says exactly how far it got with each message.

Django's own backend answers for a whole delivery. Here the caller is told the moment before the text leaves,
since that is the one step after which nobody can know whether the message arrived.
"""

import smtplib
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, Protocol, cast

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

_OK = 250
_OK_FORWARDS = 251
_CLOSING = 421


class Refused(Exception):
    """The server said no. ``code`` is its SMTP code; ``address`` tells that it refused the recipient."""

    def __init__(self, code: int, text: str, *, address: bool = False) -> None:
        super().__init__(f"{code} {text}")
        self.code, self.address = code, address

    @property
    def for_good(self) -> bool:
        """Return whether trying again is useless (RFC 5321, 4.2.1: 5yz)."""
        return self.code >= 500  # noqa: PLR2004 - the codes of SMTP


class LineDown(Exception):
    """There is no line, or it broke. ``handing`` tells that the text was on its way: it may have arrived."""

    def __init__(self, text: str, *, handing: bool) -> None:
        super().__init__(text)
        self.handing = handing


class Line(Protocol):
    """What can carry a message."""

    def send(self, letter: EmailMultiAlternatives, *, handing: Callable[[], None]) -> str:
        """Carry one message and return the server's answer. ``handing`` is called before its text leaves."""

    def close(self) -> None:
        """Hang up."""


def get_line() -> Line:
    """Return a line by the backend that the settings name. It is opened with the first message."""
    backend = get_connection()
    return SmtpLine(backend) if isinstance(backend, SmtpBackend) else PlainLine(backend)


class PlainLine:
    """Any other backend of Django's: the log of a demonstration, a file, a provider's own."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def send(self, letter: EmailMultiAlternatives, *, handing: Callable[[], None]) -> str:
        handing()
        try:
            self._backend.send_messages([letter])
        except Exception as error:
            raise LineDown(f"{type(error).__name__}: {error}", handing=True) from error
        return ""

    def close(self) -> None:
        self._backend.close()


class SmtpLine:
    """SMTP by its steps (RFC 5321): sender, recipient, and only then the text."""

    def __init__(self, backend: SmtpBackend) -> None:
        self._backend = backend

    def send(self, letter: EmailMultiAlternatives, *, handing: Callable[[], None]) -> str:
        smtp = self._open()
        mime: Any = letter.message()  # Django's own, which ends lines as SMTP wants them
        text: bytes = mime.as_bytes(linesep="\r\n")
        self._greet(smtp, letter)
        handing()
        try:
            code, answer = smtp.data(text)
        except smtplib.SMTPDataError as error:  # the server did not let the text begin
            raise self._refusal(smtp, error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise LineDown(_say(error), handing=True) from error
        if code != _OK:
            raise self._refusal(smtp, code, answer)
        return _text(answer)

    def close(self) -> None:
        """Hang up, also on a server that no longer answers."""
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            self._backend.connection = None

    def _open(self) -> smtplib.SMTP:
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise LineDown(_say(error), handing=False) from error
        return cast("smtplib.SMTP", self._backend.connection)

    def _greet(self, smtp: smtplib.SMTP, letter: EmailMultiAlternatives) -> None:
        """Say from whom and to whom, with nothing of the text yet."""
        try:
            smtp.ehlo_or_helo_if_needed()
            code, answer = smtp.mail(_bare(letter.from_email))
            if code == _OK:
                code, answer = smtp.rcpt(_bare(letter.to[0]))
                if code in {_OK, _OK_FORWARDS}:
                    return
                raise self._refusal(smtp, code, answer, address=True)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise LineDown(_say(error), handing=False) from error
        raise self._refusal(smtp, code, answer)

    def _refusal(self, smtp: smtplib.SMTP, code: int, answer: bytes | str, *, address: bool = False) -> Refused:
        if code == _CLOSING:
            self.close()
        else:
            try:
                smtp.rset()
            except (OSError, smtplib.SMTPException):
                self.close()
        return Refused(code, _text(answer), address=address)


def _bare(address: str) -> str:
    """Return an address as SMTP takes it: without a name, and its domain in ASCII."""
    local, _at, domain = parseaddr(address)[1].rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer


def _say(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
