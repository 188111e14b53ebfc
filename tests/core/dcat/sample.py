"""A small catalogue with everything that one can say."""

from datetime import UTC, date, datetime

from tequio.core.dcat.types import Agent, Catalogue, Column, Dataset, Distribution, Period, Place, Service

AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
SITE = "https://datos.example.mx"


def distribution(**fields):
    values = {
        "name": "contratos-csv",
        "title": "Contratos (CSV)",
        "url": f"{SITE}/datos/archivos/contratos/contratos.csv",
        "media_type": "text/csv; charset=utf-8",
        "size": 2_048,
        "sha256": "ab" * 32,
        "issued": AT.replace(day=1),
        "modified": AT,
        "columns": (
            Column(name="ocid", description="Clave", required=True),
            Column(name="monto", description="Con IVA", type="money", unit="pesos"),
            Column(name="metodo", description="Cómo", codes=[("open", "Licitación"), ("direct", "Directa")]),
            Column(name="firma", description="Cuándo", type="datetime"),
        ),
        "conforms_to": "https://standard.open-contracting.org/1.1/es/",
    }
    return Distribution(**{**values, **fields})


def dataset(**fields):
    values = {
        "identifier": "contratos",
        "title": "Contratos",
        "description": "Qué se contrató y a quién.",
        "page": f"{SITE}/datos/contratos/",
        "licence": "https://creativecommons.org/licenses/by/4.0/deed.es",
        "licence_name": "CC BY 4.0",
        "frequency": "CONT",
        "theme": "ECON",
        "keywords": ("compras", "obra pública"),
        "period": Period(date(2025, 1, 1), date(2026, 11, 20)),
        "issued": AT.replace(day=1),
        "modified": AT,
        "version": "2026-11-20",
        "distributions": (distribution(),),
    }
    return Dataset(**{**values, **fields})


def catalogue(**fields):
    values = {
        "url": f"{SITE}/datos/catalogo.jsonld",
        "page": f"{SITE}/datos/",
        "title": "Datos abiertos de Valle Ficticio",
        "description": "Todo lo que se publica.",
        "publisher": Agent(
            name="Valle Ficticio", homepage=f"{SITE}/", email="datos@example.mx", phone="81 0000 0000"
        ),
        "place": Place("Valle Ficticio", (-100.4, 25.6, -100.3, 25.7)),
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "datasets": (dataset(), dataset(identifier="vacio", page=f"{SITE}/datos/vacio/", issued=None,
                                        modified=None, period=None, version="", distributions=())),
        "services": (Service(title="CKAN", description="Para programas", url=f"{SITE}/api/3/action/",
                             described_at=f"{SITE}/datos/"),),
    }  # fmt: skip
    return Catalogue(**{**values, **fields})
