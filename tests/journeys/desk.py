"""What stands on the desks of the small city: bulk loads and certificates. Imported by ``world`` alone."""


def loads() -> dict[str, str]:
    """Two loads of the coordinator: one that can be written, and one with rows to mend."""
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from tequio.foundation.accounts.models import User
    from tequio.foundation.files import services as files
    from tequio.foundation.files.types import FileKind
    from tequio.foundation.loads import services
    from tequio.foundation.loads.types import find

    now, caro = timezone.now(), User.objects.get(email="caro@tequio.example")
    made = {}
    for name, amount in (("load", "100"), ("failed_load", "mucho")):
        content = f"Folio,Proyecto,Presupuesto\nCM-1,Foro,{amount}\n,Fuente,200\n".encode()
        stored = files.store(
            upload=ContentFile(content, name=f"{name}.csv"), kind=FileKind.SPREADSHEET, uploaded_by=caro.pk
        )
        batch = services.start(kind=find("proyectos"), file=stored, at=now, actor=caro)
        services.carry_on(batch_id=batch.pk, at=now)
        made[name] = str(batch.pk)
    return made


def certificates() -> dict[str, str]:
    """Ana has a certificate of a committee; another person's was revoked."""
    from django.utils import timezone

    from tequio.foundation.accounts.models import User
    from tequio.foundation.certificates import queries, services, types

    now, caro = timezone.now(), User.objects.get(email="caro@tequio.example")
    batch, outcome = services.issue_list(
        kind=types.COMMITTEE,
        people=services.read_lines([["Ana Ejemplo", "ana@tequio.example"], ["Persona Ejemplo", ""]]),
        occasion="Comité de obra",
        did="formado parte del comité",
        topic="",
        happened_on=timezone.localdate(),
        by=caro.pk,
        at=now,
    )
    mine, other = sorted(outcome.certificates, key=lambda one: one.holder_name)
    services.revoke(certificate_id=other.pk, reason="Se expidió por error.", by=caro.pk, at=now)
    return {
        "certificate": mine.folio,
        "revoked_certificate": other.folio,
        "certificate_batch": str(batch.pk),
        "seal": queries.qr_text(mine),
        "revoked_seal": queries.qr_text(other),
        "credential": mine.credential,
    }
