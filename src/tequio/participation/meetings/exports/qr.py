"""QR codes (ISO/IEC 18004) as SVG, black on white also in the dark: that is how telephones read them."""

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(text: str, title: str) -> SafeString:
    """Return a text as a QR, with 15 % of it to spare; ``title`` says what it is to who cannot see it."""
    code = segno.make(text, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, omitsize=True, svgclass="qr", title=title, light="#fff"))
