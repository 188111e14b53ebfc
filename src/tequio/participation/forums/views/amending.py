"""Public changes of an exercise after it opened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tequio.foundation.accounts.permissions import requires
from tequio.foundation.accounts.types import Permission
from tequio.participation.forums.forms.calendar import AmendForm
from tequio.participation.forums.models import Forum
from tequio.participation.forums.services import amendments as services
from tequio.participation.forums.views import builder


@requires(Permission.MANAGE_FORUMS)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Move dates and correct texts of a published exercise, with a public reason."""
    forum = builder.find(slug)
    if forum.published_at is None:
        raise Http404
    form = AmendForm(request.POST if request.method == "POST" else None, initial=AmendForm.starting(forum))

    def save(forum: Forum, form: AmendForm, **acting: object) -> None:
        services.amend(forum=forum, **form.answers(), **acting)  # type: ignore[arg-type]

    status = builder.saved(request, forum, form, save) if request.method == "POST" else 200
    if request.method == "POST" and status == 200:  # noqa: PLR2004 - the usual answer
        messages.success(request, _("El cambio ya es público, con su motivo."))
        return redirect("forums:workbench", slug)
    return render(request, "forums/office/amend.html", {"forum": forum, "form": form}, status=status)
