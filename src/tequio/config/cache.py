"""The caches: one that every process shares (limits on attempts count there), and each process's own memory."""

from typing import Any

from tequio.config import environment


def settings() -> dict[str, Any]:
    """Return Django's caches: ``default``, shared, in the database or a Redis; and ``local``."""
    url = environment.text("CACHE_URL")
    shared = (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
        if url
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",  # a migration of foundation/accounts makes the table
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    )
    return {"default": shared, "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
