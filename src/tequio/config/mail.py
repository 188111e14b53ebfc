"""How mail leaves: through the municipality's SMTP server, or to the log where there is none."""

from tequio.config import environment

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_CONSOLE = "django.core.mail.backends.console.EmailBackend"

HOST = environment.text("EMAIL_HOST", "localhost")
BACKEND = environment.text("EMAIL_BACKEND", _SMTP if environment.text("EMAIL_HOST") else _CONSOLE)
PORT = environment.number("EMAIL_PORT", 587)
USER = environment.text("EMAIL_USER")
PASSWORD = environment.text("EMAIL_PASSWORD")
USE_TLS = environment.flag("EMAIL_TLS", default=True)
REPLY_TO = environment.text("EMAIL_REPLY_TO")
SENDER = environment.text("EMAIL_FROM", "no-responder@localhost")
