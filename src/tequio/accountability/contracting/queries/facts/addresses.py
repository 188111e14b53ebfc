"""The absolute addresses of what facts point to."""

from django.conf import settings
from django.urls import reverse


def project_address(folio: str) -> str:
    """Return the address of a project's public page."""
    return f"{settings.PUBLIC_URL}{reverse('projects:detail', args=[folio])}"


def process_address(ocid: str) -> str:
    """Return the address of a process's public page."""
    return f"{settings.PUBLIC_URL}{reverse('contracting:process', args=[ocid])}"


def file_address(pk: object) -> str:
    """Return the address at which a public file of ours is read."""
    return f"{settings.PUBLIC_URL}{reverse('files:read', args=[pk, 'original'])}"
