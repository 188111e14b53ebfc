"""What the offices record of contracting, one module per part of a process."""

from tequio.accountability.contracting.forms.loading import MappingForm, UploadForm

__all__ = ["MappingForm", "UploadForm"]
