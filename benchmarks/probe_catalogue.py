"""Let unmodified clients loose on the catalogue: ckanapi, DCAT-AP shapes in pyshacl, and frictionless.

    python benchmarks/probe_catalogue.py [SITE] [--shapes FILE]

They are installed in a folder of their own, never beside the product. SITE is a running server, the
demonstration at http://127.0.0.1:8000 unless given. FILE holds the official SHACL shapes of DCAT-AP (Turtle or
JSON-LD); without it, the site is held against ours (benchmarks/catalogue/shapes.ttl).
"""

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).parent
CLIENTS = ("ckanapi", "pyshacl", "frictionless")


def client() -> Path:
    """Return the Python of the folder with the clients, made the first time."""
    folder = Path(tempfile.gettempdir()) / "tequio-catalogue-clients"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *CLIENTS], check=True)
        (folder / "ready").touch()
    return python


def main() -> int:
    """Run the probes against a server and return their status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--shapes", type=Path, default=HERE / "catalogue" / "shapes.ttl")
    options = parser.parse_args()
    probe = HERE / "catalogue" / "probe.py"
    return subprocess.run([client(), probe, options.site, options.shapes.resolve()], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
