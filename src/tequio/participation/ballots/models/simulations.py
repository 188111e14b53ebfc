"""What would have won by other rules, over elections whose results are public."""

from django.conf import settings
from django.db import models

from tequio.participation.editions.models import Edition


class Simulation(models.Model):
    """Some past elections counted by some rules. The worker counts them in turn and says here how far it is."""

    name = models.TextField()
    editions = models.ManyToManyField(Edition, related_name="simulations")
    rules = models.JSONField()  # the rules as data, in the order of the columns (SimulatedRule)
    outcomes = models.JSONField(default=list)  # one per election and rule done: types.Simulated, as JSON
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.name
