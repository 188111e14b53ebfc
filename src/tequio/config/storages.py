"""Where files live: folders of the data folder, or a store that speaks S3."""

from typing import Any

from tequio.config import environment

_FILES = "django.core.files.storage.FileSystemStorage"
_S3 = "storages.backends.s3.S3Storage"


def settings() -> dict[str, Any]:
    """Return Django's storages: files of people and offices, published open data, static files."""
    return {
        # Files of people and offices, read through a view that checks who asks.
        "default": _store("media"),
        # Published open data, read by anyone.
        "public": _store("public", overwrite=True),
        # Earlier versions of published data, by their hash.
        "versions": _store("versions", overwrite=True),
        "staticfiles": {"BACKEND": "tequio.config.static_storage.StaticStorage"},
    }


def _store(name: str, *, overwrite: bool = False) -> dict[str, Any]:
    """Return the store of one kind of files; all kinds are served by our views, never by the store itself.

    Published files are replaced under their own name; on a disk our own shelf sees to it.
    """
    bucket = environment.text("S3_BUCKET")
    if not bucket:
        return {"BACKEND": _FILES, "OPTIONS": {"location": environment.files_dir() / name}}
    return {
        "BACKEND": _S3,
        "OPTIONS": {
            "bucket_name": bucket,
            "location": name,
            "endpoint_url": environment.text("S3_ENDPOINT") or None,
            "region_name": environment.text("S3_REGION") or None,
            "access_key": environment.text("S3_ACCESS_KEY") or None,
            "secret_key": environment.text("S3_SECRET_KEY") or None,
            "addressing_style": environment.text("S3_ADDRESSING", "auto"),
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": overwrite,
        },
    }
