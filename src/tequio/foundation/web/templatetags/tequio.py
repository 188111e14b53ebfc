"""What templates say: money, dates, the thread, drawings, badges, panels, charts and error summaries."""

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from tequio.core import money as amounts
from tequio.foundation.web import drawings
from tequio.foundation.web import panels as registry
from tequio.foundation.web.hilo import Knot
from tequio.foundation.web.maps import MapFigure

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()

TONES = frozenset({"done", "now", "late", "info"})


@register.filter
def money(centavos: int | None) -> str:
    """Write an amount as people say it: ``$980 mil``, ``$1.2 millones``."""
    if centavos is None:
        return "—"
    figure, scale = amounts.spoken(int(centavos))
    return f"{figure} {_scale(scale)}" if scale else figure


def _scale(word: str) -> str:
    words = {
        "mil": pgettext("money", "mil"),
        "millón": pgettext("money", "millón"),
        "millones": pgettext("money", "millones"),
    }
    return words[word]


@register.filter
def money_exact(centavos: int | None) -> str:
    """Write an amount to the peso, or to the centavo where there are any: ``$942,180``."""
    return "—" if centavos is None else amounts.exact(int(centavos))


@register.filter(expects_localtime=True)
def day(value: date | datetime | None) -> str:
    """Write a day: ``4 abr 2025``."""
    return _said(value, pgettext("date format", "j b Y"))


@register.filter(expects_localtime=True)
def day_long(value: date | datetime | None) -> str:
    """Write a day in full: ``4 de abril de 2025``."""
    return _said(value, pgettext("date format", r"j \d\e F \d\e Y"))


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Write an instant as it is said: ``domingo 6 de diciembre, 8 p.m.``."""
    return _said(value, pgettext("date format", r"l j \d\e F, P"))


def _said(value: date | datetime | None, pattern: str) -> str:
    """Write a date; Spanish says months and days of the week in lower case."""
    text = date_format(value, pattern) if value else ""
    return text.lower() if (get_language() or "es").startswith("es") else text


@register.simple_tag
def badge(text: Any, tone: str = "info") -> SafeString:
    """Draw a short state in words, with a colour that only repeats what the words say."""
    kind = tone if tone in TONES else "info"
    return format_html('<span class="badge badge--{}">{}</span>', kind, text)


@register.simple_tag
def drawing(name: str) -> SafeString:
    """Draw the calm picture of a category, for what has no photograph. Decorative: hidden from readers."""
    return _drawn(drawings.template(name))


@cache
def _drawn(template_name: str) -> SafeString:
    """Draw once per process: a drawing has no values and no words."""
    return mark_safe(render_to_string(template_name))


@register.inclusion_tag("web/parts/hilo.html")
def hilo(knots: list[Knot], shape: str = "line") -> dict[str, Any]:
    """Draw the thread: ``line`` on cards, ``timeline`` on the project's own page."""
    words = {"done": gettext("Hecho"), "now": gettext("En curso"), "next": gettext("Pendiente")}
    drawn = [{"knot": knot, "state": words[knot.state], "when": _when(knot.date)} for knot in knots]
    return {"knots": drawn, "shape": shape}


def _when(value: date | datetime | str | None) -> str:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return day(timezone.localtime(value))
    return day(value) if isinstance(value, date) else str(value or "")


@register.simple_tag(takes_context=True)
def panels(context: template.Context, page: str, subject: Any = None) -> SafeString:
    """Draw the panels that other contexts put on this page."""
    request: HttpRequest = context["request"]
    drawn = []
    for panel in registry.panels(page):
        values = panel.values(request, subject)
        if values is not None:
            drawn.append(render_to_string(panel.template, {"subject": subject, **values}, request))
    return mark_safe("".join(drawn))


@register.simple_tag
def chart(figure: Any) -> SafeString:
    """Draw a chart of ``web.charts`` with its table and its links."""
    return mark_safe(render_to_string(figure.template, {"chart": figure}))


@register.inclusion_tag("web/forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List the form's errors on top, each linked to its field. The form then leaves its own list out."""
    form.summary_shown = True  # type: ignore[attr-defined]
    return {"form": form}


@register.inclusion_tag("web/parts/map.html")
def map_figure(figure: MapFigure | None) -> dict[str, Any]:
    """Draw a map of ``web.maps``; with a GeoJSON address it also offers the interactive one."""
    return {"map": figure, "tiles": settings.MAP_TILES, "attribution": settings.MAP_ATTRIBUTION}


@register.inclusion_tag("web/parts/pin_picker.html")
def pin_picker(lon: BoundField, lat: BoundField, figure: MapFigure | None = None) -> dict[str, Any]:
    """Draw the two boxes of a place with the map that fills them. Without JavaScript the boxes stay."""
    return {"lon": lon, "lat": lat, "map": figure}
