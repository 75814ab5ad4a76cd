"""How much a request may bring along: nothing from the unknown, a limit for everybody else."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class LimitedUpload(FileUploadHandler):
    """Stop reading a file that is too large, or that comes from someone who may bring none.

    The first of the handlers: it sees each chunk before anything is kept.
    """

    def new_file(self, *arguments: object, **options: object) -> None:
        """A file begins; only a signed-in person may bring one."""
        super().new_file(*arguments, **options)  # type: ignore[arg-type]
        self.left = settings.UPLOAD_LIMIT_BYTES
        person = getattr(self.request, "user", None)
        if person is None or not person.is_authenticated:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the chunk on while there is room."""
        self.left -= len(raw_data)
        if self.left < 0:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""
