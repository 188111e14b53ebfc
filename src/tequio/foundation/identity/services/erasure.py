"""Erasing a person: what they ask for under the law (derechos ARCO), with a receipt of what was done."""

import hashlib
import logging
from datetime import datetime
from typing import Any

import orjson
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tequio.foundation.accounts.models import User
from tequio.foundation.accounts.services import erasure as accounts
from tequio.foundation.audit import services as audit
from tequio.foundation.certificates import services as certificates
from tequio.foundation.files import services as files
from tequio.foundation.identity.events import PersonErased
from tequio.foundation.identity.models import (
    Case,
    DocumentReview,
    FolioRequest,
    Guardianship,
    Key,
    Profile,
    Proof,
    Receipt,
    Registration,
)
from tequio.foundation.identity.services import documents, holdings
from tequio.foundation.identity.services.contact import NO_MAIL
from tequio.foundation.identity.services.errors import CannotErase
from tequio.foundation.identity.types import ERASED_NAME
from tequio.foundation.messaging import services as messaging
from tequio.foundation.web import appearance

log = logging.getLogger("tequio.identity")


@transaction.atomic
def erase(*, person: User, actor: int, at: datetime, asked: str = "") -> Receipt:
    """Take away everything that says who a person is, and leave an empty account where counted things hang.

    Every context hears of it by ``PersonErased`` and takes away its own. The receipt goes once to the address
    that the person had. docs/rules/identity.md, ERASE-1 to ERASE-8.

    Args:
        person: who.
        actor: the id of who does it: the person, or somebody of the office.
        at: now.
        asked: how it was asked for, where somebody of the office does it.

    Raises:
        CannotErase: while what they did must still be told apart (a vote that is open).
        LastAdministratorError: if nobody would be left who administers.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if reason := holdings.held(person.pk):
        raise CannotErase(reason)
    address = "" if person.email.endswith(NO_MAIL) else person.email
    receipt = _receipt(person, at=at, asked=asked)
    event = PersonErased(user_id=person.pk, folio=receipt.folio, receipt_sha256=receipt.sha256)
    audit.record(event, actor=actor)
    holdings.release(person.email)
    _forget(person, actor=actor, at=at)
    accounts.empty_account(user_id=person.pk, name=str(ERASED_NAME), actor=actor)
    if address:
        transaction.on_commit(lambda: _mail(address, receipt))
    return receipt


def _forget(person: User, *, actor: int, at: datetime) -> None:
    """Take away what this context keeps."""
    for review in DocumentReview.objects.filter(user=person).select_related("file"):
        documents.destroy_image(review, actor=actor)
    messaging.forget(person_id=person.pk)
    certificates.forget(person_id=person.pk, email=person.email, at=at)
    owned = (DocumentReview, Case, Key, Proof, Registration, Profile)
    for model in owned:
        model.objects.filter(user=person).delete()
    Case.objects.filter(holder=person).update(holder=None)
    Guardianship.objects.filter(minor=person).delete()
    FolioRequest.objects.filter(kind="email", to__iexact=person.email).delete()
    files.forget_uploader(user_id=person.pk)


def _receipt(person: User, *, at: datetime, asked: str) -> Receipt:
    stays = [
        {"what": str(holding.label), "how_many": len(rows), "why": str(holding.stays)}
        for holding in holdings.everything()
        if holding.stays and (rows := holding.read(person.pk))
    ]
    folio = f"ARCO-{at:%Y}-{hashlib.sha256(f'{person.pk}|{at.isoformat()}'.encode()).hexdigest()[:8].upper()}"
    document = {
        "folio": folio,
        "erased_at": at.isoformat(),
        "authority": appearance.current().name,
        "asked": asked,
        "erased": erased_words(),
        "stays": stays,
    }
    text = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    return Receipt.objects.create(
        folio=folio, made_at=at, document=text.decode(), sha256=hashlib.sha256(text).hexdigest()
    )


def erased_words() -> list[str]:
    """Return what an erasure takes away, in plain words."""
    own = [
        _("Su nombre, su correo y su contraseña"),
        _("Sus formas de entrar, sus sesiones y sus papeles en el gobierno"),
        _("Las huellas de su CURP, su teléfono y su clave del padrón"),
        _("Su fecha de nacimiento, su colonia y los datos de quien dio consentimiento por usted"),
        _("Los avisos que se le mandaron, lo que seguía y cómo quería que se le escribiera"),
        _("Las imágenes de identificaciones que hubiera enviado, y su registro en módulos"),
        _("Su nombre, sus iniciales y su contacto en las constancias que recibió"),
    ]
    return own + [str(holding.label) for holding in holdings.everything() if not holding.stays]


def kept_words() -> list[tuple[Any, Any]]:
    """Return what stays after an erasure and why."""
    return [(holding.label, holding.stays) for holding in holdings.everything() if holding.stays]


def _mail(address: str, receipt: Receipt) -> None:
    """Send the receipt; if it cannot be sent, the page has shown it, and the address is no longer known."""
    values = {"receipt": orjson.loads(receipt.document), "sha256": receipt.sha256}
    subject = _("Sus datos se borraron: acuse %(folio)s") % {"folio": receipt.folio}
    body = render_to_string("identity/email/erased.txt", values).strip()
    try:
        send_mail(subject, body, None, [address])
    except OSError as error:
        log.warning("the receipt %s could not be mailed: %s", receipt.folio, type(error).__name__)
