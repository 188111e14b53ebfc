"""What is decided about a count beside the rule: the second person's review, an act, the seed of the lot."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tequio.foundation.accounts.permissions import requires, signed_in
from tequio.foundation.accounts.types import Permission
from tequio.foundation.files.types import FileTooLargeError, UnacceptedFileError
from tequio.participation.ballots import permissions, queries, services
from tequio.participation.ballots.forms import OverrideForm, ReviewForm
from tequio.participation.ballots.models import Count
from tequio.participation.ballots.views.office import find


@requires(Permission.USE_OFFICE)
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a count to its second person, and take their word for it."""
    edition = find(slug)
    if not permissions.can_look(request.user, edition):
        raise PermissionDenied(_("Su cuenta no revisa conteos."))
    count = queries.newest_count(edition)
    if count is None:
        return render(request, "ballots/review_count.html", {"edition": edition, "count": None})
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.review_count(
            count_id=count.pk,
            note=form.cleaned_data["note"],
            at=timezone.now(),
            actor=signed_in(request).pk,
        )
        messages.success(request, _("Quedó revisado. Su nota se publica con los resultados."))
        return redirect("ballots:review_count", slug)
    values = {
        "edition": edition,
        "form": form,
        "may_review": permissions.can_review(request.user, count) and not count.official_at,
        **queries.summary(count),
    }
    return render(request, "ballots/review_count.html", values, status=422 if form.is_bound else 200)


@requires(Permission.COUNT_VOTES)
def override(request: HttpRequest, slug: str) -> HttpResponse:
    """Change an outcome by an act, with its reason."""
    edition = find(slug)
    count = queries.newest_count(edition)
    options = edition.options.all()
    form = OverrideForm(request.POST or None, request.FILES or None, options=options)
    if request.method == "POST" and count is not None and form.is_valid() and _changed(request, form, count):
        messages.success(request, _("Quedó anotado. Otra persona debe revisar de nuevo el conteo."))
        return redirect("ballots:office_edition", slug)
    values = {"edition": edition, "count": count, "form": form}
    return render(request, "ballots/override.html", values, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, form: OverrideForm, count: Count) -> bool:
    asked = form.cleaned_data
    try:
        services.override_outcome(
            count_id=count.pk,
            number=asked["number"],
            reason=asked["reason"],
            act=asked["act"],
            at=timezone.now(),
            actor=request.user.pk,
        )
    except (FileTooLargeError, UnacceptedFileError) as error:
        form.add_error("act", str(error))
        return False
    except services.OverrideRefused as error:
        form.add_error("number", str(error))
        return False
    return True


@require_POST
@requires(Permission.COUNT_VOTES)
def lot(request: HttpRequest, slug: str) -> HttpResponse:
    """Commit the hash of the seed of the lot, or note the seed once it is drawn."""
    edition = find(slug)
    if queries.tie_lot(edition) is None:
        services.commit_lot(
            edition=edition, sha256=request.POST.get("huella", ""), at=timezone.now(), actor=request.user.pk
        )
        messages.success(request, _("La huella del sorteo ya es pública."))
    else:
        services.note_lot(
            edition=edition, seed=request.POST.get("semilla", ""), at=timezone.now(), actor=request.user.pk
        )
        messages.success(request, _("La semilla quedó anotada. Ya se puede contar."))
    return redirect("ballots:office_edition", slug)
