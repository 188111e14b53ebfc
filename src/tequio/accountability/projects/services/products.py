"""What a project will deliver, and how much of it is there."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accountability.projects.events import ProductChanged
from tequio.accountability.projects.models import Product
from tequio.accountability.projects.services.errors import PlanError
from tequio.accountability.projects.services.standing import locked
from tequio.foundation.audit import services as audit


@transaction.atomic
def keep_product(
    *,
    project_id: int,
    name: str,
    quantity: Decimal,
    unit: str,
    delivered: Decimal = Decimal(0),
    product_id: int | None = None,
    actor: int | None = None,
) -> Product:
    """Add something to what a project delivers, or change it.

    Args:
        project_id: which project.
        name: what it is, such as trees.
        quantity: how much was promised, more than zero.
        unit: of the quantity: pieces, metres.
        delivered: how much of it is there so far; it may be more than promised.
        product_id: the one to change; a new one if None.
        actor: who says so.

    Raises:
        PlanError: if a value is missing or negative, the name is taken, or the project has no such product.
    """
    project = locked(project_id)
    if not name.strip() or not unit.strip() or quantity <= 0 or delivered < 0:
        raise PlanError(_("Escriba qué se entrega, cuánto (más que cero) y en qué unidad."), status=422)
    others = project.products.exclude(pk=product_id) if product_id else project.products.all()
    if others.filter(name=name.strip()).exists():
        raise PlanError(_("Ese producto ya está en la lista."), status=409)
    product = project.products.filter(pk=product_id).first() if product_id else Product(project=project)
    if product is None:
        raise PlanError(_("Este proyecto no tiene ese producto."), status=404)
    product.name, product.unit = name.strip(), unit.strip()
    product.quantity, product.delivered = quantity, delivered
    product.save()
    audit.record(ProductChanged(project_id=project.pk, product_id=product.pk), actor=actor)
    return product


@transaction.atomic
def remove_product(*, project_id: int, product_id: int, actor: int | None = None) -> None:
    """Take something out of what a project delivers, if nothing of it is there yet.

    Raises:
        PlanError: if the project has no such product, or some of it was delivered.
    """
    project = locked(project_id)
    product = project.products.filter(pk=product_id).first()
    if product is None:
        raise PlanError(_("Este proyecto no tiene ese producto."), status=404)
    if product.delivered:
        raise PlanError(_("De ese producto ya se entregó una parte: no se quita."), status=409)
    product.delete()
    audit.record(ProductChanged(project_id=project.pk, product_id=product_id), actor=actor)
