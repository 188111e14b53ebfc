"""The datasets that contracting hands to the catalogue of open data."""

from django.utils.translation import gettext_lazy as _

from tequio.publishing.opendata.types import DatasetSpec, Field

CONTRACTS = DatasetSpec(
    slug="contrataciones",
    title=_("Contrataciones"),
    description=_(
        "Cada proceso de contratación de los proyectos que la gente decidió, con todas sus versiones, en el "
        "Estándar de Datos para las Contrataciones Abiertas (EDCA, OCDS 1.1). Los montos incluyen IVA."
    ),
    frequency=_("Con cada cambio, en segundos"),
    periodicity="CONT",
    theme="ECON",
    keywords=(_("contrataciones abiertas"), _("compras públicas"), _("obra pública"), "OCDS", "EDCA"),
    standard="https://standard.open-contracting.org/1.1/es/",
    order=10,
    fields=(
        Field(name="ocid", description=_("Clave del proceso, la misma para siempre")),
        Field(name="titulo", description=_("Qué se contrata")),
        Field(name="proyecto_folio", description=_("Folio del proyecto")),
        Field(name="proyecto", description=_("Nombre del proyecto")),
        Field(name="presupuesto", description=_("Lo prometido al proyecto"), type="money"),
        Field(name="procedimiento", description=_("Procedimiento, como lo llama la ley")),
        Field(name="metodo", description=_("Su clase en OCDS: open, selective, limited o direct")),
        Field(name="categoria", description=_("Obra (works), bienes (goods) o servicios (services)")),
        Field(name="estado", description=_("En qué va, con los códigos de OCDS")),
        Field(name="comprador", description=_("Quién compra")),
        Field(name="area_contratante", description=_("Área que contrata")),
        Field(name="proveedores", description=_("Quién ganó")),
        Field(name="monto_adjudicado", description=_("Monto del fallo"), type="money"),
        Field(name="contratos", description=_("Cuántos contratos tiene")),
        Field(name="monto_contratado", description=_("Monto del contrato"), type="money"),
        Field(name="fecha_firma", description=_("Cuándo se firmó"), type="date"),
        Field(name="inicio", description=_("Cuándo empieza"), type="date"),
        Field(name="fin", description=_("Cuándo termina"), type="date"),
        Field(name="monto_pagado", description=_("Lo pagado hasta hoy"), type="money"),
        Field(name="fecha", description=_("De cuándo es el dato"), type="datetime"),
    ),
)
