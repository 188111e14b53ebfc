"""How the publication goes: what is due, what failed and why, and trying again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.accountability.contracting import queries, services
from tequio.accountability.contracting.views.public import found_or_404
from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission

PER_PAGE = 50


@require_safe
@requires(Permission.PUBLISH_DATA)
def state(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.publications(), PER_PAGE).get_page(request.GET.get("pagina"))
    values = {
        "page": page,
        "counts": queries.publication_counts(),
        "official": services.official(),
        "prefix": services.prefix(),
        "deliveries": queries.failed_deliveries(),
        "files": services.city_files(),
    }
    return render(request, "contracting/publication.html", values)


@require_POST
@requires(Permission.PUBLISH_DATA)
def retry(request: HttpRequest, ocid: str) -> HttpResponse:
    process = found_or_404(ocid)
    services.request_publication(process_id=process.pk, at=timezone.now())
    messages.success(request, _("Se vuelve a publicar %(ocid)s.") % {"ocid": ocid})
    return redirect("contracting:publication")
