"""The box against a plain oracle for many steps: ``python benchmarks/box_model.py --steps 2000``.

Issue, draft, cast, replace, void a code, hand a paper, log, close and count, in whatever order hypothesis finds
worst (tests/participation/ballots/test_box_model.py). Prints how many steps were taken without divergence.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the machine once and return pytest's verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2_000)
    steps = parser.parse_args().steps
    test = "tests/participation/ballots/test_box_model.py"
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-s", test]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"BOX_MODEL_STEPS": str(steps)}, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
