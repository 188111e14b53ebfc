"""The help page of the secret vote: what is protected, what is still trusted, what to do if something fails."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Say it plainly."""
    return render(request, "ballots/secrecy.html")
