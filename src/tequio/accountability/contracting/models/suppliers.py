from django.db import models
from django.utils.translation import gettext

from tequio.core.rfc import Rfc


class Supplier(models.Model):
    """Who is paid. The RFC of a natural person is personal data and is masked wherever it is published."""

    rfc = models.TextField(unique=True)
    name = models.TextField()
    natural_person = models.BooleanField(default=False)
    given_name = models.TextField(default="", blank=True)  # these three only of natural persons
    patronymic_name = models.TextField(default="", blank=True)
    matronymic_name = models.TextField(default="", blank=True)
    roll_number = models.TextField(default="", blank=True)  # in the city's roll of suppliers; public
    unnamed = models.BooleanField(default=False)  # published by the roll number alone
    doubtful = models.BooleanField(default=False)  # the last character of its RFC does not follow from the rest

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name by which anyone may know who is paid."""
        if not self.unnamed:
            return self.name
        return gettext("Persona física, padrón %(number)s") % {"number": self.public_number}

    @property
    def public_number(self) -> str:
        """The number in the roll of suppliers; the city's own where nobody wrote one."""
        return self.roll_number or f"P-{self.pk:05d}"

    @property
    def public_key(self) -> str:
        """What its public page goes by: the RFC of a legal person, the city's own number of a natural one."""
        return f"P-{self.pk:05d}" if self.natural_person else self.rfc

    @property
    def shown_rfc(self) -> str:
        """The RFC as offices and people see it: of a natural person, masked (RFC-9)."""
        return Rfc(self.rfc).masked if self.natural_person else self.rfc


class SupplierPolicy(models.Model):
    """How natural persons are published: by name and roll number, or by the number alone. One row."""

    publish_names = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_supplier_policy")]
