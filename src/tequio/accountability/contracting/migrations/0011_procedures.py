"""The kinds of procedure of the federal laws of acquisitions (LAASSP) and public works (LOPSRM).

The LAASSP of 16 April 2025 came into force the next day; it brought the competitive dialogue, direct award with a
negotiation strategy and the framework agreement, which took the place of the framework contract. State laws have
procedures of their own: the office adds them.
"""

from datetime import date

from django.db import migrations

_NEW = date(2025, 4, 17)
_OLD = date(2025, 4, 16)
_BOTH = "LAASSP y LOPSRM, o la ley del estado"
_GOODS = "LAASSP, 16 de abril de 2025"

# code, name, method, law, article, quotes, own work, least days, from, to
PROCEDURES = (
    ("licitacion-publica", "Licitación pública", "open", _BOTH, False, False, False, 15, None, None),
    ("invitacion-a-tres", "Invitación a cuando menos tres personas", "selective", _BOTH, False, False, False, 5, None, None),
    ("adjudicacion-directa", "Adjudicación directa", "direct", _BOTH, True, True, False, None, None, None),
    ("administracion-directa", "Administración directa", "direct", "LOPSRM, artículo 70, o la ley del estado", True, False, True, None, None, None),
    ("oferta-subsecuente", "Licitación pública con oferta subsecuente de descuento", "open", "LAASSP", False, False, False, 15, None, None),
    ("dialogo-competitivo", "Diálogo competitivo", "selective", _GOODS, True, False, False, None, _NEW, None),
    ("adjudicacion-directa-negociacion", "Adjudicación directa con estrategia de negociación", "direct", _GOODS, True, True, False, None, _NEW, None),
    ("acuerdo-marco", "Orden de suministro de un acuerdo marco", "limited", _GOODS, True, False, False, None, _NEW, None),
    ("contrato-marco", "Contrato específico de un contrato marco", "limited", "LAASSP, 4 de enero de 2000", True, False, False, None, None, _OLD),
)  # fmt: skip
_FIELDS = (
    "name", "method", "law", "requires_article", "requires_quotes", "own_work", "min_days", "valid_from",
    "valid_to",
)  # fmt: skip


def seed(apps, schema_editor):
    kinds = apps.get_model("contracting", "ProcedureType")
    for code, *values in PROCEDURES:
        kinds.objects.update_or_create(code=code, defaults=dict(zip(_FIELDS, values, strict=True)))


def leave(apps, schema_editor):
    """Take away those that no process uses; the rest stay with what hangs on them."""
    kinds = apps.get_model("contracting", "ProcedureType")
    kinds.objects.filter(code__in=[row[0] for row in PROCEDURES], processes__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("contracting", "0010_corrections_and_policy")]
    operations = [migrations.RunPython(seed, leave)]
