from django.db import models
from django.db.models import F, Q


class ProcedureType(models.Model):
    """A kind of procedure in force between two dates: licitación pública, invitación, adjudicación directa."""

    code = models.SlugField(unique=True)
    name = models.TextField()
    method = models.TextField()  # OCDS method codelist: open, selective, limited, direct
    law = models.TextField(default="", blank=True)  # the law that names it
    requires_article = models.BooleanField(default=False)  # it must say by which article and fraction
    requires_quotes = models.BooleanField(default=False)  # nothing is awarded without a market study
    own_work = models.BooleanField(default=False)  # administración directa: nobody is hired
    min_days = models.PositiveSmallIntegerField(null=True, blank=True)  # to make an offer; fewer are few
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="procedure_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name
