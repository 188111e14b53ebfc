"""What is said of what only projects have: what is wrong and how to mend it, in Spanish."""

from tequio.core.ocds.validation.messages import shown


def bad_project_id(value: object) -> str:
    return (
        f"El id del proyecto {shown(value)} no empieza con un prefijo registrado: «oc4ids-» y seis minúsculas "
        "o cifras. Pida el suyo a la Alianza para las Contrataciones Abiertas (data@open-contracting.org)."
    )


def missing_currency() -> str:
    return "El monto no dice en qué moneda está. Agregue «currency», por ejemplo MXN."


def party_missing() -> str:
    return "Se nombra a una organización que no está en parties. Agréguela con su id."
