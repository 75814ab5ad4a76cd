"""Style, script and pictures: under names with a digest once collected, else as they lie."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names carry a digest after `collectstatic`; a file not collected yet keeps its plain name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its digest, or the plain name of what was not collected."""
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))
