"""The office's pages of the lists: schemes, their tree, and a concept's words, days and matches."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tequio.foundation.taxonomies import permissions, queries, services
from tequio.foundation.taxonomies.forms import ConceptForm, MatchForm, ReplaceForm, RetireForm, SchemeForm
from tequio.foundation.taxonomies.models import Concept, Match
from tequio.foundation.taxonomies.views.public import existing
from tequio.foundation.web import access
from tequio.foundation.web.errors import DomainError


@require_safe
@access.requires(permissions.MANAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """List every scheme."""
    values = {"schemes": queries.schemes(on=timezone.localdate())}
    return render(request, "taxonomies/office/list.html", values)


@access.requires(permissions.MANAGE)
def edit_scheme(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Begin a list, or change what is told of one."""
    scheme = existing(slug) if slug else None
    form = SchemeForm(request.POST if request.method == "POST" else None, scheme=scheme)
    if form.is_bound and form.is_valid():
        try:
            if scheme:
                kept = services.change_scheme(scheme=scheme, actor=request.user.pk, **form.cleaned_data)
            else:
                kept = services.create_scheme(actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("slug", str(error))
        else:
            messages.success(request, _("La taxonomía quedó guardada."))
            return redirect("taxonomies:office_scheme", kept.slug)
    return _form(request, "taxonomies/office/scheme_form.html", form, scheme=scheme)


@require_safe
@access.requires(permissions.MANAGE)
def scheme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the tree in force and what is to come or is over."""
    found, today = existing(slug), timezone.localdate()
    nodes = list(queries.flat(queries.tree(slug, on=today)))
    standing = {node.concept.pk for node in nodes}
    rest = [row for row in queries.every_concept(slug) if row.pk not in standing]
    values = {
        "scheme": found,
        "nodes": nodes,
        "nested": any(node.depth for node in nodes),
        "dated": any(node.concept.valid_from or node.concept.valid_to for node in nodes),
        "rest": rest,
        "today": today,
    }
    return render(request, "taxonomies/office/scheme.html", values)


@access.requires(permissions.MANAGE)
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a concept."""
    found, today = existing(slug), timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    initial = {"broader": request.GET.get("dentro", "")}
    form = ConceptForm(posted, scheme=found, on=today, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.add_concept(scheme=found, entry=form.entry, on=today, actor=request.user.pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("El concepto quedó agregado."))
            return redirect("taxonomies:office_scheme", slug)
    return _form(request, "taxonomies/office/concept_form.html", form, scheme=found)


@require_safe
@access.requires(permissions.MANAGE)
def concept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a concept: its words over time, and what it answers to."""
    return render(request, "taxonomies/office/concept.html", _told(_concept(slug, pk)))


def _told(found: Concept) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "scheme": found.scheme,
        "concept": found,
        "wordings": queries.wordings(found.scheme.slug, found.code),
        "matches": queries.matches_of(found),
        "match_form": MatchForm(None, concept=found, on=today),
        "over": bool(found.valid_to and found.valid_to < today),
    }


@access.requires(permissions.MANAGE)
def replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a concept other words, or another place, from a day on."""
    found, today = _concept(slug, pk), timezone.localdate()
    form = ReplaceForm(request.POST if request.method == "POST" else None, concept=found, on=today)
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["since"]
        try:
            kept = services.replace_concept(
                concept=found, entry=form.entry, since=since, on=today, actor=request.user.pk
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("El concepto quedó guardado."))
            return redirect("taxonomies:office_concept", slug, kept.pk)
    return _form(
        request,
        "taxonomies/office/concept_form.html",
        form,
        scheme=found.scheme,
        concept=found,
        used=queries.is_used(found),
    )


@access.requires(permissions.MANAGE)
def retire(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a concept out of force after a day."""
    found = _concept(slug, pk)
    initial = {"last": timezone.localdate()}
    form = RetireForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            services.retire_concept(concept=found, last=form.cleaned_data["last"], actor=request.user.pk)
        except DomainError as error:
            form.add_error("last", str(error))
        else:
            messages.success(request, _("Quedó retirado. Lo que se clasificó con él se sigue leyendo."))
            return redirect("taxonomies:office_concept", slug, pk)
    return _form(request, "taxonomies/office/retire.html", form, scheme=found.scheme, concept=found)


@require_POST
@access.requires(permissions.MANAGE)
def match(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what a concept answers to in another list."""
    found = _concept(slug, pk)
    form = MatchForm(request.POST, concept=found, on=timezone.localdate())
    if form.is_valid():
        try:
            services.match(concept=found, actor=request.user.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("other", str(error))
        else:
            messages.success(request, _("La equivalencia quedó guardada."))
            return redirect("taxonomies:office_concept", slug, pk)
    values = _told(found) | {"match_form": form}
    return render(request, "taxonomies/office/concept.html", values, status=422)


@require_POST
@access.requires(permissions.MANAGE)
def unmatch(request: HttpRequest, slug: str, pk: int, match_pk: int) -> HttpResponse:
    """Take a match back."""
    row = get_object_or_404(
        Match.objects.select_related("concept__scheme", "other__scheme"),
        pk=match_pk,
        concept=pk,
        concept__scheme__slug=slug,
    )
    services.unmatch(match=row, actor=request.user.pk)
    messages.success(request, _("Quitamos la equivalencia."))
    return redirect("taxonomies:office_concept", slug, pk)


def _concept(slug: str, pk: int) -> Concept:
    found = Concept.objects.filter(scheme__slug=slug, pk=pk).select_related("scheme", "broader").first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, template: str, form: Any, **values: Any) -> HttpResponse:
    return render(request, template, values | {"form": form}, status=422 if form.errors else 200)
