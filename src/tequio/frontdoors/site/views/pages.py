"""The public pages that belong to the whole house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html")


@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    return render(request, "site/map.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "site/help.html")
