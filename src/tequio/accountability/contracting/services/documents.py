"""The public documents of a process, by the section where they belong."""

from datetime import date
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.contracting.events import ProcessChanged
from tequio.accountability.contracting.models import Document, Process
from tequio.accountability.contracting.services import checks
from tequio.accountability.contracting.services.errors import ContractingError, UnknownError
from tequio.accountability.contracting.services.processes import locked
from tequio.accountability.contracting.types import DOCUMENT_TYPES, Section
from tequio.foundation.audit import services as audit
from tequio.foundation.files import services as files
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import FileKind

_TAGS = {
    Section.PLANNING: "planningUpdate",
    Section.TENDER: "tenderUpdate",
    Section.AWARD: "awardUpdate",
    Section.CONTRACT: "contractUpdate",
    Section.IMPLEMENTATION: "implementationUpdate",
}


@transaction.atomic
def add_document(
    *,
    process_id: int,
    section: Section,
    document_type: str,
    title: str,
    published_on: date,
    upload: files.Upload | None = None,
    url: str = "",
    of: str = "",
    description: str = "",
    actor: int | None = None,
) -> Document:
    """Add a public document to a process: an uploaded file, or the address of one that stands elsewhere.

    Documents may be added to a process that was closed: the act that closed it is one of them.

    Args:
        process_id: the process.
        section: the part of the process where it belongs.
        document_type: OCDS documentType, one of those of the section.
        title: how people will see it called.
        published_on: the day it was published.
        upload: the file as it came.
        url: where it stands, if it is not uploaded; http or https.
        of: code of the award or number of the contract that it is about.
        description: what it says.
        actor: who adds it.

    Raises:
        UnknownError: if there is no such process.
        ContractingError: if the title, the type, or the file and the address are missing or wrong.
        UnacceptedFileError, FileTooLargeError: as ``files.store``.
    """
    process = locked(process_id)
    if document_type not in DOCUMENT_TYPES[section]:
        raise ContractingError(_("Elija qué documento es, de los de su sección."), status=422)
    title = checks.words(title, _("Escriba el título del documento."))
    document = Document.objects.create(
        process=process,
        code=f"documento-{process.documents.count() + 1}",
        section=section.value,
        of=_about(process, section, of),
        document_type=document_type,
        title=title,
        description=description.strip(),
        file=_stored(upload, actor),
        url="" if upload else _address(url),
        published_on=published_on,
    )
    audit.record(ProcessChanged(process_id=process.pk, tag=_TAGS[section]), actor=actor)
    return document


@transaction.atomic
def withdraw_document(*, document_id: int, actor: int | None = None) -> Document:
    """Take away a document put there by mistake. It is no longer shown; the history says that it was there.

    Raises:
        UnknownError: if there is no such document.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise UnknownError(_("No existe ese documento."), status=404)
    process = locked(document.process_id)
    document.withdrawn = True
    document.save(update_fields=["withdrawn"])
    audit.record(ProcessChanged(process_id=process.pk, tag=_TAGS[Section(document.section)]), actor=actor)
    return document


def _stored(upload: files.Upload | None, actor: int | None) -> StoredFile | None:
    if upload is None:
        return None
    return files.store(upload=upload, kind=FileKind.DOCUMENT, uploaded_by=actor, public=True)


def _address(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ContractingError(
            _("Suba el archivo, o escriba la dirección donde está publicado: empieza con https://."), status=422
        )
    return url.strip()


def _about(process: Process, section: Section, of: str) -> str:
    """Return the award or contract that a document is about: the only one there is, where nobody named it."""
    if section is Section.AWARD:
        codes = list(process.awards.values_list("code", flat=True))
    elif section in {Section.CONTRACT, Section.IMPLEMENTATION}:
        codes = list(process.contracts.values_list("number", flat=True))
    else:
        return ""
    if not codes:
        raise ContractingError(
            _("Todavía no hay a qué atar este documento: registre antes el fallo o el contrato."), status=422
        )
    if of and of not in codes:
        raise UnknownError(_("No existe ese fallo o contrato en este proceso."), status=422)
    return of or codes[-1]
