"""What the page of components shows: one of everything, in every state. The words here are samples."""

from datetime import date
from typing import Any

from django import forms

from tequio.foundation.web import charts, drawings, maps
from tequio.foundation.web.charts import Item, Links
from tequio.foundation.web.hilo import Knot, Link


class SampleForm(forms.Form):
    title = forms.CharField(label="Título", help_text="Una frase corta, como la diría a un vecino.")
    story = forms.CharField(label="Qué pasa hoy", widget=forms.Textarea, required=False)
    size = forms.ChoiceField(label="Tamaño", choices=[("s", "Chico"), ("l", "Grande")])
    way = forms.ChoiceField(
        label="Cómo quiere la respuesta",
        choices=[("mail", "Por correo"), ("phone", "Por teléfono")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Temas", choices=[("park", "Parques"), ("street", "Calles")], widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label="Fecha", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    photo = forms.FileField(label="Fotografía", required=False, help_text="JPEG o PNG de hasta 8 MB.")
    agreed = forms.BooleanField(label="Leí el aviso de privacidad")


def values() -> dict[str, Any]:
    """Return the samples of the page of components."""
    return {
        "tones": ("done", "now", "late", "info"),
        "knots": _knots(),
        "drawings": drawings.NAMES,
        "form": SampleForm(),
        "wrong": SampleForm({"title": "", "size": "s"}, prefix="mal"),
        "charts": _charts(),
        "map": _map(),
    }


def _knots() -> list[Knot]:
    return [
        Knot(
            "Propuesta", "done", "La propusieron 38 vecinas y vecinos.", date(2025, 4, 4), (Link("Ver", "#"),)
        ),
        Knot("Factibilidad", "done", "Cuatro áreas dijeron que sí.", date(2025, 5, 22)),
        Knot("Votación", "done", "Ganó con 612 votos de 1,947.", date(2025, 7, 6)),
        Knot("Contrato", "done", "Constructora de ejemplo, $942,180.", date(2025, 10, 3)),
        Knot("Obra", "now", "Pagado 48 %: se paga menos de lo construido.", "en curso, 62 %"),
        Knot("Entrega", "next", "La recibe el comité de la colonia.", "prometida 20 dic"),
    ]


def _charts() -> list[charts.Chart]:
    money = [
        Item("Prometido", 1_000_000, "$1,000,000", "pale"),
        Item("Contratado", 942_180, "$942,180", "anil"),
        Item("Construido", 620_000, "62 %", "nopal"),
        Item("Pagado", 452_246, "$452,246", "cempasuchil"),
    ]
    states = [Item("Entregados", 21, tone="nopal"), Item("En obra", 34, tone="cempasuchil")]
    rest = [Item("En contratación", 12, tone="anil"), Item("Atrasados", 7, tone="grana")]
    months = [Item(f"mes {i}", v) for i, v in enumerate((3, 9, 14, 26, 31, 44, 58, 61), 1)]
    split: list[tuple[str, int, list[Item]]] = [
        ("Norte", 74, states + rest),
        ("Sur", 36, [Item(i.label, i.value // 2, tone=i.tone) for i in states + rest]),
    ]
    return [
        charts.bars("El dinero", money, columns=("Concepto", "Cifra"), links=Links(rows="#", csv="#")),
        charts.stacked(
            "Proyectos por sector", split, columns=("Sector", *(str(i.label) for i in states + rest))
        ),
        charts.line("Pagos por mes", months, columns=("Mes", "Pagos"), summary="Suben cada mes."),
        charts.waffle("De cada cien proyectos", states + rest, columns=("Estado", "Proyectos")),
        charts.bars("Sin cifras todavía", [], columns=("Concepto", "Cifra")),
    ]


def _map() -> maps.MapFigure | None:
    def square(x: float, y: float) -> dict[str, Any]:
        ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]
        return {"type": "Polygon", "coordinates": [ring]}

    shapes = [
        maps.Shape(f"Colonia {i}", square(-100.4 + i % 5 / 100, 25.6 + i // 5 / 100), level=i % 5)
        for i in range(10)
    ]
    pins = [maps.Pin(-100.385, 25.605, "Parque", "#"), maps.Pin(-100.365, 25.612, "Alumbrado", tone="done")]
    return maps.figure("Mapa de muestra", shapes, pins, caption="Proyectos por colonia.")
