"""From facts to a release (docs/rules/publishing.md): the same facts always give the same bytes."""

from tequio.core.ocds.build.release import encode, release

__all__ = ["encode", "release"]
