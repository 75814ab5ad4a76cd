"""Style, script and pictures: under names with a digest once collected, else as they lie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names carry a digest after `collectstatic`; a file not collected yet keeps its plain name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its digest, or the plain name of what was not collected."""
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Answers with the whole file: they are small, and an ASGI server cannot stream this one."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """One collected file, in the compression the reader takes."""
        found = static_file.get_response(request.method, request.META)
        answer = HttpResponse(b"", status=int(found.status))
        if found.file is not None:
            with found.file as file:
                answer.content = file.read()
        del answer["Content-Type"]
        for name, value in found.headers:
            answer[name] = value
        return answer
