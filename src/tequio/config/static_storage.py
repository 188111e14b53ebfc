"""How static files are stored: compressed, named by their content, and imported by those names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# `import … from "./neighbour.js"` at the beginning of a line. Django's own pattern, still experimental, also
# reads the comments of files that are not ours.
_IMPORT = r"""(?m)^(?P<matched>(?P<what>(?:import|export)\b[^;"']*?\bfrom\s*)"(?P<url>\./[\w.-]+\.js)")"""


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Rewrites the imports of ES modules as it does the addresses in style sheets.

    Without it a page of a new version could run with a module of the old one that a browser kept.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.js", ((_IMPORT, '%(what)s"%(url)s"'),)),
    )
