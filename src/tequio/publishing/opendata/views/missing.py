from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def missing(request: HttpRequest) -> HttpResponse:
    """Say that nothing is published under that address, and lead to the catalogue."""
    return render(request, "opendata/missing.html", status=404)
