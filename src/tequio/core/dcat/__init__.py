"""Catalogues of data described for machines: DCAT 3, data.json, Frictionless. No clock, no I/O."""
