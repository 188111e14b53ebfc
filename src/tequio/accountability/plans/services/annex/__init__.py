"""The annex of a plan: the whole matrix as a tagged PDF (PDF/UA-1), set by Typst and kept as a public file."""

import json
from datetime import datetime
from importlib import resources
from typing import Any

import typst
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import translation

from tequio.accountability.plans.models import Decision, Plan
from tequio.accountability.plans.services.annex.content import content
from tequio.accountability.plans.services.plans import locked
from tequio.foundation.files import services as files
from tequio.foundation.files.types import FileKind

LANGUAGE = "es-mx"  # the annex is published in Spanish, whoever downloads it


@transaction.atomic
def keep_annex(*, plan_id: int, anew: bool = False) -> Plan:
    """Make the annex of a plan anew if decisions were published since the last one; the one before goes.

    Where nothing of it may be seen any more, there is none. Calling it twice makes it once. It runs in the
    background: two thousand rows take some seconds.

    Args:
        plan_id: which plan.
        anew: make it though nothing was published, since what may be seen changed.
    """
    plan = locked(plan_id)
    cells = Decision.objects.public().filter(plan=plan)
    last: datetime | None = cells.aggregate(last=Max("published_at"))["last"]
    before = plan.annex
    if plan.annex_of == last and not (anew and before):
        return plan
    plan.annex, plan.annex_of = None, last
    if last is not None:
        made = ContentFile(render(content_of(plan), at=last), name=f"anexo-{plan.slug}.pdf")
        plan.annex = files.store(upload=made, kind=FileKind.DOCUMENT, public=True)
    plan.save(update_fields=["annex", "annex_of"])
    if before is not None:
        files.remove(file=before)
    return plan


def content_of(plan: Plan) -> dict[str, Any]:
    """Return all that the annex says, in Spanish."""
    with translation.override(LANGUAGE):
        return content(plan)


def render(data: dict[str, Any], *, at: datetime) -> bytes:
    """Return the PDF of some content: the same content and instant give the same bytes."""
    template = resources.files("tequio.accountability.plans.services.annex").joinpath("annex.typ")
    return bytes(
        typst.compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )
    )
