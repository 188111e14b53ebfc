"""What the pages of the account say: who can be tried in a demonstration, what the second factor is for."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from tequio.foundation.accounts import permissions, queries

register = template.Library()

# The order matters: Chrome calls itself Safari too, and Edge calls itself both.
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac": "Mac",
    "Linux": "Linux",
}


@register.inclusion_tag("accounts/demonstration.html", takes_context=True)
def demonstration_people(context: template.Context) -> dict[str, Any]:
    """List the fictional people that a visitor may be, in a demonstration only."""
    request = context["request"]
    people = queries.demonstration_people() if settings.DEMONSTRATION else []
    return {"people": people, "request": request, "next": request.GET.get("next", "")}


@register.inclusion_tag("accounts/second_factor_needed.html", takes_context=True)
def second_factor_needed(context: template.Context) -> dict[str, Any]:
    """Say why the page stands in the way of who works here and has no second factor yet."""
    user = context["request"].user
    needed = (
        permissions.is_staff(user) and not permissions.has_second_factor(user) and not settings.DEMONSTRATION
    )
    return {"needed": needed}


@register.filter
def device(user_agent: str) -> str:
    """Say which browser and system a session is on, such as ``Chrome, Android``."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part) or gettext("Aparato desconocido")


@register.simple_tag(takes_context=True)
def after_second_factor(context: template.Context) -> str:
    """Return where to go once the codes are saved."""
    return reverse("office:home" if permissions.is_staff(context["request"].user) else "accounts:home")
