from django.db import models
from django.db.models import Q

from tequio.accountability.contracting.models.processes import Process
from tequio.accountability.contracting.types import SECTION_LABELS, Section
from tequio.foundation.files.models import StoredFile


class Document(models.Model):
    """A public document of a process: a file of ours, or the address of one that stands elsewhere."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="documents")
    code = models.TextField()
    section = models.TextField(choices=[(s.value, SECTION_LABELS[s]) for s in Section])
    of = models.TextField(default="", blank=True)  # the code of its award, or the number of its contract
    document_type = models.TextField()  # OCDS documentType codelist
    title = models.TextField()
    description = models.TextField(default="", blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    url = models.TextField(default="", blank=True)
    language = models.TextField(default="es")
    published_on = models.DateField()
    withdrawn = models.BooleanField(default=False)  # put there by mistake: no longer shown nor published

    class Meta:
        ordering = ["published_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="document_in_process"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(url=""), name="document_stands_somewhere"
            ),
        ]
