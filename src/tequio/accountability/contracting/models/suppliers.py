from django.db import models


class Supplier(models.Model):
    """Who is paid. The RFC of a natural person is personal data and is masked wherever it is published."""

    rfc = models.TextField(unique=True)
    name = models.TextField()
    natural_person = models.BooleanField(default=False)
    given_name = models.TextField(default="", blank=True)  # these three only of natural persons
    patronymic_name = models.TextField(default="", blank=True)
    matronymic_name = models.TextField(default="", blank=True)
    roll_number = models.TextField(default="", blank=True)  # in the city's roll of suppliers; public

    def __str__(self) -> str:
        return self.name
