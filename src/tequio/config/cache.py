"""The cache: each process's own memory, or a Redis or Valkey that many machines share."""

from typing import Any

from tequio.config import environment


def settings() -> dict[str, Any]:
    """Return Django's caches."""
    url = environment.text("CACHE_URL")
    if url:
        return {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}}
    return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
