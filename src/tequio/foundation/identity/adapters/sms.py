"""Short messages to phones: to any gateway that takes JSON over HTTPS, or to the log where there is none."""

import json
import logging
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from django.conf import settings

_TIMEOUT = 10  # seconds
_SECURE = "https"
_OURSELVES = frozenset({"127.0.0.1", "localhost", "::1"})
log = logging.getLogger("tequio.sms")


class NotSentError(RuntimeError):
    """The gateway did not take the message."""


def available() -> bool:
    """Return whether messages reach phones here: a gateway is set, or this is a demonstration."""
    return bool(settings.SMS_URL) or settings.DEMONSTRATION


def send(to: str, text: str) -> None:
    """Send a text to a phone number (``+52…``).

    Raises:
        NotSentError: if the gateway refuses it, does not answer, or would be spoken to in the clear.
    """
    if not settings.SMS_URL:
        log.warning("SMS %s: %s", to, text)
        return
    place = urlsplit(settings.SMS_URL)
    if place.scheme != _SECURE and place.hostname not in _OURSELVES:
        raise NotSentError("the gateway's address must begin with https://")
    to_field, text_field = settings.SMS_FIELDS
    body = {to_field: to, text_field: text} | ({"from": settings.SMS_FROM} if settings.SMS_FROM else {})
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    request = urllib.request.Request(settings.SMS_URL, json.dumps(body).encode(), headers)  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - the same
            answer.read()
    except (urllib.error.URLError, OSError) as error:
        raise NotSentError("the gateway did not take the message") from error
