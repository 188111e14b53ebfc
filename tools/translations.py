"""Message catalogues without the system's gettext: ``extract``, ``compile`` and ``check``.

The source language is the Spanish of the code and the templates. Each context keeps its English beside it, in
``src/tequio/<ring>/<context>/locale/en/LC_MESSAGES/django.po``. Catalogues carry no dates and no line
numbers, so that they change only when a text does.

    python tools/translations.py extract [context…]   gather texts; new ones stand with an empty msgstr
    python tools/translations.py compile               write the .mo files that Django reads
    python tools/translations.py check                 fail on a missing, empty, fuzzy or ill-formed translation
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "tequio"
CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Found = tuple[str | tuple[str, ...], str | None]


def contexts(names: list[str]) -> list[Path]:
    """Return the folders that keep a catalogue: every context, and ``config`` for the settings' own texts."""
    folders = [SOURCE / "config", *sorted(path.parent for path in SOURCE.glob("*/*/apps.py"))]
    unknown = set(names) - {folder.name for folder in folders}
    if unknown:
        sys.exit(f"no such context: {', '.join(sorted(unknown))}")
    return [folder for folder in folders if not names or folder.name in names]


def texts(folder: Path) -> Iterator[tuple[Path, Found]]:
    """Yield every text of a context's code and templates, with the file it stands in."""
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        relative = path.relative_to(folder)
        if "migrations" in relative.parts or "static" in relative.parts:
            continue
        source = path.read_text()
        if path.suffix != ".py":
            if "templates" not in relative.parts:
                continue
            # In parentheses the tokenizer minds neither indentation nor line ends.
            source = f"(\n{templatize(source, origin=str(path))}\n)"
        for found in _calls(source):
            yield relative, found


def _calls(source: str) -> Iterator[Found]:
    reader = io.BytesIO(source.encode())
    for _line, function, message, _comments in extract_python(
        reader, list(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        parts = list(message) if isinstance(message, tuple) else [message]
        context = parts.pop(0) if "pgettext" in function else None
        wanted = parts[:2] if "ngettext" in function or "npgettext" in function else parts[:1]
        if wanted and all(isinstance(part, str) and part for part in wanted):
            yield (tuple(wanted) if len(wanted) > 1 else wanted[0]), context


def gathered(folder: Path, old: Catalog) -> Catalog:
    """Return the context's texts of today with the translations that ``old`` has for them."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for path, (text, context) in texts(folder):
        known = old.get(text[0] if isinstance(text, tuple) else text, context)
        message = catalogue.add(text, None, [(str(path), 0)], context=context)
        if known is not None and isinstance(known.string, str) == isinstance(text, str):
            message.string = known.string
    return catalogue


def read(folder: Path) -> Catalog:
    """Return a context's catalogue; an empty one where there is none."""
    path = folder / CATALOGUE
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def rendered(catalogue: Catalog) -> str:
    """Return the catalogue's file: sorted by text, without dates and line numbers."""
    file = io.BytesIO()
    write_po(file, catalogue, omit_header=True, sort_output=True, include_lineno=False, width=100)
    return HEADER + "\n" + file.getvalue().decode()


def extract(names: list[str]) -> int:
    """Bring the catalogues up to the texts of code and templates."""
    for folder in contexts(names):
        path = folder / CATALOGUE
        catalogue = gathered(folder, read(folder))
        if not len(catalogue):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rendered(catalogue))
        empty = sum(1 for message in catalogue if message.id and not _is_translated(message))
        print(f"{folder.name}: {len(catalogue)} texts, {empty} without translation")
    return 0


def compile_all(_names: list[str]) -> int:
    """Write the files that Django reads beside every catalogue."""
    for path in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
    return 0


def check(names: list[str]) -> int:
    """Say everything that is wrong with the catalogues; 1 if anything is."""
    problems = [problem for folder in contexts(names) for problem in _problems(folder)]
    print("\n".join(problems) if problems else "translations: complete")
    return 1 if problems else 0


def _problems(folder: Path) -> Iterator[str]:
    where = (folder / CATALOGUE).relative_to(SOURCE.parent.parent)
    kept = read(folder)
    wanted = gathered(folder, kept)
    for message in wanted:
        if message.id and (reason := _fault(message, kept)):
            yield f"{where}: {reason}: {_label(message)}"
    known = {(_key(message), message.context) for message in wanted}
    for message in kept:
        if message.id and (_key(message), message.context) not in known:
            yield f"{where}: no longer used (run `make messages`): {_label(message)}"


def _fault(message: Message, kept: Catalog) -> str:
    known = kept.get(_key(message), message.context)
    if known is None:
        return "missing (run `make messages`)"
    if known.fuzzy:
        return "fuzzy"
    if not _is_translated(message):
        return "not translated"
    return "" if _same_placeholders(message) else "placeholders differ"


def _same_placeholders(message: Message) -> bool:
    sources, targets = _forms(message.id), _forms(message.string)
    allowed = {mark for form in sources for mark in PLACEHOLDER.findall(form)}
    if len(sources) == 1:
        return sorted(PLACEHOLDER.findall(sources[0])) == sorted(PLACEHOLDER.findall(targets[0]))
    return all(set(PLACEHOLDER.findall(form)) <= allowed for form in targets)


def _forms(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text)]


def _is_translated(message: Message) -> bool:
    return bool(message.string) and all(form.strip() for form in _forms(message.string))


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _label(message: Message) -> str:
    return repr(_key(message)[:80])


if __name__ == "__main__":
    verbs = {"extract": extract, "compile": compile_all, "check": check}
    if len(sys.argv) < 2 or sys.argv[1] not in verbs:  # noqa: PLR2004 - the verb
        sys.exit(__doc__)
    sys.exit(verbs[sys.argv[1]](sys.argv[2:]))
