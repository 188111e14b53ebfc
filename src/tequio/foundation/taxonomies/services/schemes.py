"""The lists themselves."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tequio.foundation.audit import services as audit
from tequio.foundation.taxonomies.events import SchemeChanged, SchemeCreated
from tequio.foundation.taxonomies.models import Scheme
from tequio.foundation.taxonomies.services.errors import SchemeTaken


@transaction.atomic
def create_scheme(
    *,
    slug: str,
    title: str,
    description: str = "",
    publisher: str = "",
    source: str = "",
    version: str = "",
    actor: int | None = None,
) -> Scheme:
    """Begin a list without concepts.

    Args:
        slug: its short name in addresses; it never changes.
        title: what people call it.
        description: what it is for.
        publisher: who keeps it.
        source: where it was taken from.
        version: what its publisher calls this version.
        actor: the id of the person who does it.

    Raises:
        SchemeTaken: if another has this short name.
    """
    made = Scheme(
        slug=slug, title=title, description=description, publisher=publisher, source=source, version=version
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise SchemeTaken(_("Ya hay una taxonomía con ese nombre corto. Escriba otro.")) from error
    audit.record(SchemeCreated(scheme=slug), actor=actor)
    return made


@transaction.atomic
def change_scheme(
    *,
    scheme: Scheme,
    title: str,
    description: str,
    publisher: str,
    source: str,
    version: str,
    actor: int | None = None,
) -> Scheme:
    """Change what is told of a list; its concepts and its short name stay."""
    scheme.title, scheme.description, scheme.publisher = title, description, publisher
    scheme.source, scheme.version = source, version
    scheme.save(update_fields=["title", "description", "publisher", "source", "version"])
    audit.record(SchemeChanged(scheme=scheme.slug), actor=actor)
    return scheme
