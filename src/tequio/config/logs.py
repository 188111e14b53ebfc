"""One line per event on the standard error, which systemd keeps; no personal data goes there."""

from typing import Any

from tequio.config import environment


def settings() -> dict[str, Any]:
    """Return Django's logging."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "WARNING")},
        "loggers": {"tequio": {"level": environment.text("LOG_LEVEL", "INFO")}},
    }
