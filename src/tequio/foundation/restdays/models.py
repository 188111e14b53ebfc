from django.db import models


class RestDay(models.Model):
    """A day that is not worked besides those of the law, and why."""

    day = models.DateField(unique=True)
    reason = models.TextField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()
