"""How codes reach phones: a gateway that takes JSON over HTTPS, or the log where there is none."""

from tequio.config import environment

URL = environment.text("SMS_URL")
TOKEN = environment.text("SMS_TOKEN")
SENDER = environment.text("SMS_FROM")
_NAMES = environment.listing("SMS_FIELDS", "to,text")
FIELDS = (_NAMES[0], _NAMES[1])
