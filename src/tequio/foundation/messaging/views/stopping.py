"""The page behind the link of each mail. It opens without signing in; only its button changes anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tequio.foundation.messaging import services
from tequio.foundation.messaging.models import DIGEST


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed text of the address is the key
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link stops; stop it, or take it back, when the button is pressed."""
    stop, done = services.read(token), ""
    if request.method == "POST":
        done = "resumed" if "resume" in request.POST else "stopped"
        act = services.resume_mail if done == "resumed" else services.stop_mail
        stop = act(text=token)
    values = {
        "kind": stop.kind,
        "digest": stop.kind.code == DIGEST,
        "stopped": services.is_stopped(stop),
        "done": done,
    }
    return render(request, "messaging/unsubscribe.html", values)
