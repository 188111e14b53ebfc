"""What identity tidies by itself."""

from django.utils import timezone

from tequio.foundation.identity.services import documents
from tequio.foundation.jobs.app import periodic, task


@periodic(cron="10 * * * *")
@task(name="identity.expire_documents")
def expire_documents(timestamp: int) -> None:
    """Destroy the images that nobody looked at in time. Safe to run twice."""
    del timestamp
    documents.expire_old(at=timezone.now())
