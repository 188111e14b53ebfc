"""The QR of a certificate: its address, and after ``#`` the signed text that is checked without network."""

import io

import segno

from tequio.foundation.certificates import queries
from tequio.foundation.certificates.models import Certificate

QUIET = 4  # modules of white around it: ISO/IEC 18004 asks for four


def qr(certificate: Certificate, *, quiet: int = QUIET) -> bytes:
    """Return the QR as SVG: the same certificate gives the same bytes."""
    code = segno.make(queries.qr_text(certificate), error="m", micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=quiet, xmldecl=False, svgclass=None, lineclass=None, dark="#14213d")
    return out.getvalue()
