"""``tequio createadmin EMAIL``: the first person of an installation, by a link that is used once."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from tequio.foundation.accounts.models import Invitation
from tequio.foundation.accounts.services import invitations


class Command(BaseCommand):
    help = "Imprime un enlace de un solo uso con el que esa persona entra como administradora."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="el correo de la persona")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"«{email}» no es un correo.") from error
        invitation = self._invitation(email)
        address = reverse("accounts:accept_invitation", kwargs={"token": invitations.token(invitation)})
        until = timezone.localtime(invitation.expires_at).strftime("%d/%m/%Y %H:%M")
        self.stdout.write(f"Abra este enlace en el navegador de {email}. Sirve una vez, hasta el {until}:\n")
        self.stdout.write(f"  {settings.PUBLIC_URL}{address}")

    def _invitation(self, email: str) -> Invitation:
        return invitations.invite_administrator(email=email, at=timezone.now())
