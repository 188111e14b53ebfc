"""A list as anyone sees it, today or on another day, and to take home."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tequio.foundation.taxonomies import exports, permissions, queries
from tequio.foundation.taxonomies.forms import DayForm
from tequio.foundation.taxonomies.models import Scheme
from tequio.foundation.web.downloads import csv_response


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show every list."""
    values = {"schemes": queries.schemes(on=timezone.localdate())}
    return render(request, "taxonomies/list.html", values)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the concepts in force, on a day if one is asked for, and what they answer to."""
    scheme = existing(slug)
    form = DayForm(request.GET if "fecha" in request.GET else None, label_suffix="")
    asked = form.cleaned_data["fecha"] if form.is_bound and form.is_valid() else None
    on = asked or timezone.localdate()
    answers: dict[int, list[object]] = {}
    for row in queries.matches(slug):
        answers.setdefault(row.concept_id, []).append(row)
    nodes = list(queries.flat(queries.tree(slug, on=on)))
    values = {
        "scheme": scheme,
        "rows": [(node, answers.get(node.concept.pk, [])) for node in nodes],
        "nested": any(node.depth for node in nodes),
        "answered": any(node.concept.pk in answers for node in nodes),
        "on": on,
        "asked": asked,
        "form": form,
        "manages": permissions.can_manage(request.user),
    }
    return render(request, "taxonomies/detail.html", values, status=422 if form.errors else 200)


@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give every wording of every concept as CSV, as it can be loaded again."""
    del request
    scheme = existing(slug)
    return csv_response(scheme.slug, exports.COLUMNS, exports.rows(queries.every_concept(slug)))


@require_safe
def as_skos(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the list as SKOS in JSON-LD."""
    scheme = existing(slug)

    def page(name: str) -> str:
        return request.build_absolute_uri(reverse("taxonomies:detail", args=[name]))

    told = exports.skos(scheme, queries.every_concept(slug), queries.matches(slug), page=page(slug), other=page)
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(told, content_type="application/ld+json", json_dumps_params=options)


def existing(slug: str) -> Scheme:
    """Return the list, or the page that says that there is none."""
    found = queries.scheme(slug)
    if found is None:
        raise Http404
    return found
