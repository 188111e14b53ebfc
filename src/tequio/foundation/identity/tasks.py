"""What identity tidies by itself."""

from uuid import UUID

from django.utils import timezone

from tequio.foundation.identity.services import documents, folios
from tequio.foundation.jobs.app import periodic, task


@periodic(cron="10 * * * *")
@task(name="identity.expire_documents")
def expire_documents(timestamp: int) -> None:
    """Destroy the images that nobody looked at in time. Safe to run twice."""
    del timestamp
    documents.expire_old(at=timezone.now())


@task(name=folios.SEND)
def send_folio_code(request_id: str) -> None:
    """Look whose a folio is and send the code, if it is anybody's. Run again, it sends nothing twice."""
    folios.send(request_id=UUID(request_id), at=timezone.now())


@periodic(cron="20 * * * *")
@task(name="identity.forget_folio_requests")
def forget_folio_requests(timestamp: int) -> None:
    """Take away the codes that nobody can use any more. Safe to run twice."""
    del timestamp
    folios.forget_old(at=timezone.now())
