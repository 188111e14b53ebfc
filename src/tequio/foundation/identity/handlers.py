"""What identity tells: to who owns a key that somebody else tried, and to who waited for the office.

Also to who holds a certificate: its own context stands beside messaging and can tell nobody.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit.registry import on
from tequio.foundation.certificates import queries as certificates
from tequio.foundation.certificates.events import BatchRevoked, CertificateRevoked, CertificatesIssued
from tequio.foundation.certificates.models import Certificate
from tequio.foundation.identity.events import CaseClosed, CaseOpened, DocumentDecided
from tequio.foundation.identity.models import Case, DocumentReview
from tequio.foundation.identity.types import Decision
from tequio.foundation.messaging import services as messaging
from tequio.foundation.messaging.types import LINK, Audience, Kind, Letter, key, register

_SUBJECT = _("Ya revisamos su identificación")

register(
    Kind(
        code="identity.contested",
        label=_("Alguien quiso usar su clave"),
        audience=Audience.PERSON,
        subject=_("Alguien quiso usar su clave"),
        body=_(
            "Alguien quiso usar en otra cuenta una clave que usted ya nos había dado. No se la dimos: su cuenta"
            " sigue igual.\n\nSi fue usted, por ejemplo con otro correo, no haga nada. Si no fue usted,"
            " escríbanos o acuda a un módulo con su identificación."
        ),
        transactional=True,
    ),
    Kind(
        code="identity.case_closed",
        label=_("La oficina revisó su caso"),
        audience=Audience.PERSON,
        subject=_SUBJECT,
        body=_("La oficina ya revisó su identificación. Vea en su página en qué quedó."),
        transactional=True,
    ),
    Kind(
        code="identity.document_approved",
        label=_("Aceptamos su identificación"),
        audience=Audience.PERSON,
        subject=_SUBJECT,
        body=_(
            "Revisamos la identificación que nos envió y la aceptamos. Ya puede seguir.\n\nSu imagen ya se"
            " destruyó."
        ),
        transactional=True,
    ),
    Kind(
        code="identity.document_refused",
        label=_("No pudimos aceptar su identificación"),
        audience=Audience.PERSON,
        subject=_SUBJECT,
        body=_(
            "Revisamos la identificación que nos envió y no la pudimos aceptar: {motivo}\n\nSu imagen ya se"
            " destruyó. Puede enviar otra."
        ),
        samples={"motivo": _("la foto está borrosa")},
        transactional=True,
    ),
    Kind(
        code="identity.document_expired",
        label=_("No alcanzamos a revisar su identificación"),
        audience=Audience.PERSON,
        subject=_("No alcanzamos a revisar su identificación"),
        body=_(
            "No alcanzamos a revisar la identificación que nos envió. Su imagen ya se destruyó. Puede enviarla"
            " otra vez."
        ),
        transactional=True,
    ),
    Kind(
        code="identity.certificate_issued",
        label=_("Su constancia está lista"),
        audience=Audience.PERSON,
        subject=_("Su constancia está lista"),
        body=_(
            "Ya está lista la constancia {folio}, por haber {hizo}.\n\nPuede descargarla en PDF, imprimirla y"
            " compartirla. Cualquiera puede comprobar que es auténtica con su código QR."
        ),
        samples={"folio": "C26-7K4M-Q2XF", "hizo": _("presentado una propuesta")},
    ),
    Kind(
        code="identity.certificate_revoked",
        label=_("Se revocó una constancia suya"),
        audience=Audience.PERSON,
        subject=_("Se revocó su constancia {folio}"),
        body=_(
            "La constancia {folio}, por haber {hizo}, ya no vale.\n\nMotivo: {motivo}\n\nSi cree que es un"
            " error, escríbanos o acuda a la oficina."
        ),
        samples={
            "folio": "C26-7K4M-Q2XF",
            "hizo": _("presentado una propuesta"),
            "motivo": _("se expidió por error"),
        },
        transactional=True,
    ),
)


@on(CaseOpened)
def warn_the_owner(event: CaseOpened) -> None:
    """Tell who had the key first that somebody else tried it, by the contact that they have."""
    case = Case.objects.filter(pk=event.case_id, closed_at=None).first()
    if case is not None and case.holder_id is not None:
        _tell("identity.contested", case.holder_id, f"case-opened:{case.pk}")


@on(CaseClosed)
def tell_who_waited(event: CaseClosed) -> None:
    """Tell who waited that the office has looked at their case."""
    case = Case.objects.filter(pk=event.case_id).first()
    if case is not None:
        _tell("identity.case_closed", case.user_id, f"case-closed:{case.pk}")


@on(DocumentDecided)
def tell_the_decision(event: DocumentDecided) -> None:
    """Tell a person what became of the document that they sent."""
    review = DocumentReview.objects.filter(pk=event.review_id).first()
    if review is None or not review.decision:
        return
    values = {"motivo": review.reason} if review.decision == Decision.REFUSED else {}
    _tell(f"identity.document_{review.decision}", review.user_id, f"document:{review.pk}", **values)


def _tell(kind: str, person_id: int, event_key: str, **values: str) -> None:
    """Tell one person; nobody who has erased their account, and each thing once."""
    messaging.notify(
        kind=kind,
        recipients=[person_id],
        subject_key=f"person:{person_id}",
        context={**values, LINK: reverse("identity:need")},
        event_key=event_key,
    )


@on(CertificatesIssued)
def tell_the_holders(event: CertificatesIssued) -> None:
    """Tell each person that their certificate is ready; not who has just asked for it and sees it."""
    rows = certificates.issued_in(event.issuance)
    told = (row for row in rows if row.issued_by_id != row.holder_id)
    messaging.notify_all(kind="identity.certificate_issued", letters=[_letter(row, "issued") for row in told])


@on(CertificateRevoked)
def tell_who_lost_one(event: CertificateRevoked) -> None:
    """Tell a person that their certificate is worth nothing any more, and why."""
    row = certificates.by_folio(event.folio)
    _tell_revoked([row] if row is not None and row.holder_id is not None else [])


@on(BatchRevoked)
def tell_who_lost_theirs(event: BatchRevoked) -> None:
    """Tell everyone of a batch that was taken back."""
    _tell_revoked(certificates.revoked_in(event.batch_id))


def _tell_revoked(rows: Iterable[Certificate]) -> None:
    letters = [_letter(row, "revoked", motivo=row.reason) for row in rows]
    messaging.notify_all(kind="identity.certificate_revoked", letters=letters)


def _letter(row: Certificate, what: str, **values: str) -> Letter:
    return Letter(
        recipients=[row.holder_id] if row.holder_id else [],
        subject_key=key("certificate", row.pk),
        context={
            "folio": row.folio,
            "hizo": row.did,
            **values,
            LINK: reverse("certificates:own", args=[row.folio]),
        },
        event_key=f"certificate-{what}:{row.pk}",
    )
