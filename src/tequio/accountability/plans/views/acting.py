"""What the views of plans share: finding the plan, and one domain call whose refusal stands beside the form."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.forms import Form
from django.http import Http404
from django.utils.translation import gettext as _

from tequio.accountability.plans import queries
from tequio.accountability.plans.models import Plan
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind
from tequio.foundation.web.errors import DomainError

WRITES = ["GET", "HEAD", "POST"]
PER_PAGE = 50


def find(slug: str, *, public: bool = False) -> Plan:
    """Return the plan, or say that there is none (with ``public``: none that anyone may read)."""
    plan = queries.find(slug, public=public)
    if plan is None:
        raise Http404(_("No hay un plan en esta dirección."))
    return plan


def done(form: Form, act: Callable[[], object]) -> bool:
    """Act on a valid form; return whether it was done. What refuses it becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():  # a file that was stored for an act that is refused goes with it
            act()
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def stored(upload: Any, actor: int | None) -> UUID | None:
    """Store a document that anyone may read, if one came."""
    if not upload:
        return None
    return files.store(upload=upload, kind=FileKind.DOCUMENT, uploaded_by=actor, public=True).pk
