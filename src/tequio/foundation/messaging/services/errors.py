from django.utils.translation import gettext_lazy as _

from tequio.foundation.web.errors import DomainError


class WordingRefused(DomainError):
    """A text has something that a notice cannot carry."""

    status = 422


class NothingToFollow(DomainError):
    """There is no such subject, or it is not for everybody to see."""

    def __init__(self) -> None:
        super().__init__(_("Eso no existe o ya no es público: no se puede seguir."), status=404)


class AlwaysSent(DomainError):
    """A person cannot say no to this kind: it is a receipt, or due process demands it."""

    def __init__(self) -> None:
        super().__init__(_("Este aviso se envía siempre: es un acuse o lo exige el proceso."), status=409)


class BrokenLink(DomainError):
    """The link to stop the mail was not made here, or was cut."""

    def __init__(self) -> None:
        super().__init__(
            _("Este enlace no está completo. Cópielo entero del correo, o entre a su cuenta y cámbielo ahí."),
            status=404,
        )


class NothingToSettle(DomainError):
    """Somebody has settled this message meanwhile, or it never waited for anybody."""

    def __init__(self) -> None:
        super().__init__(_("Ese mensaje ya no espera una decisión. Recargue la página."), status=409)
