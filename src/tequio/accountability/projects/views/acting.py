"""What every form of an office does: one domain call, all of it or nothing, and its refusal beside the form."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.forms import Form
from django.utils.translation import gettext as _

from tequio.accountability.projects.services import Act
from tequio.foundation.files import services as files
from tequio.foundation.files.models import StoredFile
from tequio.foundation.files.types import IMAGES, PDF, FileKind, UnacceptedFileError
from tequio.foundation.web.errors import DomainError

_PAPERS = IMAGES | {PDF}


def done(form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Act on what a valid form says; return whether it was done. What refuses it becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():  # a file that was stored for an act that is refused goes with it
            act(form.cleaned_data)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def stored_act(said: Mapping[str, Any], actor: int | None) -> Act:
    """Store the document of an act, open to anyone, and return the act."""
    file = stored_paper(said["act"], public=True, actor=actor)
    return Act(number=said["number"], on=said["on"], file=file.pk)


def stored_paper(upload: Any, *, public: bool, actor: int | None) -> StoredFile:
    """Store a signed paper: a PDF or a photograph of it, nothing else.

    Raises:
        UnacceptedFileError: if it is of another kind, or damaged.
    """
    file = files.store(upload=upload, kind=FileKind.DOCUMENT, uploaded_by=actor, public=public)
    if file.content_type not in _PAPERS:
        raise UnacceptedFileError(_("El acta debe ser un PDF o una foto."))
    return file
