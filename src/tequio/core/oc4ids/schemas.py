"""The JSON Schemas of everything that a city publishes of its contracts and projects, by name."""

from collections.abc import Callable
from functools import partial

from tequio.core.oc4ids import schema as oc4ids
from tequio.core.ocds import schema as ocds
from tequio.core.ocds.profile.extensions import EXTENSIONS
from tequio.core.ocds.schema import Schema

# Of OCDS 1.1 alone: the argument is the names of the extensions that are known, too.
STANDARD: dict[str, Callable[..., Schema]] = {
    "release": ocds.release_schema,
    "release-package": ocds.release_package_schema,
    "record-package": ocds.record_package_schema,
    "versioned-release": ocds.versioned_release_schema,
}
# As we publish: OCDS with the extensions of the Mexican profile, and OC4IDS.
SCHEMAS: dict[str, Callable[[], Schema]] = {
    **{name: partial(make, EXTENSIONS) for name, make in STANDARD.items()},
    "project": oc4ids.project_schema,
    "project-package": oc4ids.project_package_schema,
}
