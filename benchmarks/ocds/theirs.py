"""One measure of a peer, in its own environment: CPU seconds and peak memory of what it does, in JSON.

python theirs.py validate PACKAGE STANDARD.zip FOLDER
"""

import json
import resource
import sys
import time


def validate(package: str, standard: str, folder: str) -> bool:
    """Check a release package with libcoveocds, as its API does, with the schema from a local file."""
    from libcoveocds.api import ocds_json_output
    from libcoveocds.config import LibCoveOCDSConfig

    config = LibCoveOCDSConfig()
    config.config["standard_zip"] = f"file://{standard}"
    config.config["context"] = "api"
    with open(package) as file:  # noqa: PTH123 - the peer's environment has its own style
        data = json.load(file)
    data.pop("extensions", None)  # it would fetch them from the network
    told = ocds_json_output(folder, package, json_data=data, lib_cove_ocds_config=config)
    return not told["validation_errors"]


def main() -> None:
    """Run one measure."""
    began = time.process_time()
    told = validate(*sys.argv[2:])
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "told": told}))


if __name__ == "__main__":
    main()
