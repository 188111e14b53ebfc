"""Bodies that forms would take, and bodies that say more than they ask."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.apps import apps
from django.db import models

INTRUDER = "intruso-7"
NUMBER = 7_654_321
# What no visitor's form may set by itself. A route whose form is about one of these says so in ``takes``.
PROTECTED = frozenset(
    {"is_staff", "is_superuser", "role", "author", "folio", "state", "published_at", "hidden_at", "edition"}
)


@contextmanager
def recorded() -> Iterator[list[forms.BaseForm]]:
    """Gather every form that is made inside."""
    made: list[forms.BaseForm] = []
    original = forms.BaseForm.__init__

    def init(self: forms.BaseForm, *args: Any, **kwargs: Any) -> None:
        made.append(self)
        original(self, *args, **kwargs)

    forms.BaseForm.__init__ = init  # type: ignore[method-assign]
    try:
        yield made
    finally:
        forms.BaseForm.__init__ = original  # type: ignore[method-assign]


def names(made: Iterable[forms.BaseForm]) -> set[str]:
    """Return the names that these forms read, those that were given the body."""
    return {form.add_prefix(name) for form in _given(made) for name in form.fields}


def filled(made: Iterable[forms.BaseForm]) -> dict[str, Any]:
    """Return a plausible answer to every field of these forms."""
    return {
        form.add_prefix(name): value
        for form in _given(made)
        for name, field in form.fields.items()
        if (value := _answer(field)) not in (None, "", [])
    }


def _given(made: Iterable[Any]) -> Iterator[Any]:
    return (form for form in made if getattr(form, "is_bound", False) and hasattr(form, "fields"))


# The first kind that fits a field says what a person would plausibly answer.
_ANSWERS: tuple[tuple[type[forms.Field], Callable[[Any], Any]], ...] = (
    (forms.ModelMultipleChoiceField, lambda field: [row.pk for row in field.queryset[:1]]),
    (forms.ModelChoiceField, lambda field: next(map(field.prepare_value, field.queryset[:1]), None)),
    (forms.ChoiceField, lambda field: next((value for value, _ in _flat(field.choices) if value), None)),
    (forms.FileField, lambda _field: None),
    (forms.DateTimeField, lambda _field: "2031-02-03T10:00"),
    (forms.DateField, lambda _field: "2031-02-03"),
    (forms.EmailField, lambda _field: "visita@tequio.example"),
    (forms.BooleanField, lambda _field: "on"),
    (forms.IntegerField, lambda field: max(field.min_value or 1, 1)),
    (forms.Field, lambda field: "1000" if _is_money(field) else "texto-de-prueba"),
)
# The same for the values that no form asks for.
_INTRUSIONS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (models.ForeignKey, lambda field: _last(field.related_model)),
    (models.BooleanField, lambda _field: "on"),
    (models.DateTimeField, lambda _field: "1999-09-09T09:09"),
    (models.DateField, lambda _field: "1999-09-09"),
    (models.IntegerField, lambda _field: NUMBER),
    (models.FloatField, lambda _field: NUMBER),
    (models.Field, lambda _field: INTRUDER),
)


def _answer(field: forms.Field) -> Any:
    return next(answer(field) for kind, answer in _ANSWERS if isinstance(field, kind))


def _is_money(field: forms.Field) -> bool:
    return field.widget.attrs.get("inputmode") == "decimal"


def _last(model: Any) -> Any:
    row = model._base_manager.order_by("pk").last()
    return row.pk if row else NUMBER


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def extras(app: str, *, without: set[str]) -> dict[str, Any]:
    """Return a value for the name of every column of ours; those of this app count where names are shared."""
    found: dict[str, Any] = {}
    ours = [model for model in apps.get_models() if model.__module__.startswith("tequio.")]
    for model in sorted(ours, key=lambda model: model._meta.app_label == app):
        for field in model._meta.concrete_fields:
            value = _intrusion(field)
            found |= {field.name: value, field.attname: value}
    return {
        name: value for name, value in found.items() if name not in without and name != "csrfmiddlewaretoken"
    }


def _intrusion(field: Any) -> Any:
    if field.choices:
        return field.flatchoices[-1][0]
    return next(intrude(field) for kind, intrude in _INTRUSIONS if isinstance(field, kind))
