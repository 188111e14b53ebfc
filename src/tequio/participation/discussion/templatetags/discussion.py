"""How what people wrote is drawn: as plain text with its lines, and addresses that can be followed."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Only addresses that say http or https; the rest is text. What closes a sentence is not part of the address.
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]{4,300}", re.IGNORECASE)
_SHOWN = 60  # characters of a long address that are shown


@register.filter
def said(text: str) -> SafeString:
    """Draw a text: escaped, with paragraphs and line breaks, and links that lend no weight to where they go."""
    paragraphs = [p for p in re.split(r"\n{2,}", text) if p.strip()]
    return format_html_join("", "<p>{}</p>", ((_lines(paragraph),) for paragraph in paragraphs))


def _lines(paragraph: str) -> SafeString:
    return mark_safe("<br>".join(_linked(line) for line in paragraph.split("\n")))  # each line is escaped


def _linked(line: str) -> str:
    drawn, end = [], 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(".,;:!?)]}»”’")
        drawn += [escape(line[end : match.start()]), _link(address)]
        end = match.start() + len(address)
    return "".join([*drawn, escape(line[end:])])


def _link(address: str) -> SafeString:
    shown = address if len(address) <= _SHOWN else address[:_SHOWN] + "…"
    return format_html('<a href="{}" rel="nofollow ugc noopener">{}</a>', address, shown)
