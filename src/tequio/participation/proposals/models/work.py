from django.db import models
from django.db.models import F, Q


class TypicalWork(models.Model):
    """A work as the municipality usually pays it, by unit: what a person reckons an estimate with."""

    name = models.TextField()
    unit = models.TextField()  # m², pieza, luminaria…
    cost_min_centavos = models.PositiveBigIntegerField()  # of one unit
    cost_max_centavos = models.PositiveBigIntegerField()
    category_code = models.TextField(default="", blank=True)  # of the editions' categories; empty: any
    size_code = models.TextField(default="", blank=True)  # of the editions' sizes; empty: any
    year = models.PositiveSmallIntegerField()  # of the prices
    source = models.TextField(default="", blank=True)  # where the prices come from
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["name", "unit"], name="one_work_of_each_name_and_unit"),
            models.CheckConstraint(
                condition=Q(cost_max_centavos__gte=F("cost_min_centavos")), name="work_costs_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"
