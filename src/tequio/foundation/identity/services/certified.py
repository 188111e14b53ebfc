"""What certificates keep about a person, for the download of one's data and the receipt of an erasure."""

from django.utils.translation import gettext_lazy as _

from tequio.foundation.certificates import queries as certificates
from tequio.foundation.identity.services import holdings
from tequio.foundation.identity.types import Holding

holdings.register(
    Holding(
        code="certificates",
        label=_("Constancias, sin su nombre, sus iniciales ni su contacto"),
        read=certificates.all_of_holder,
        stays=_("Quien tenga el papel debe poder comprobar por su folio que se expidió."),
    )
)
