"""What a request may bring along."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadhandler import StopUpload

from uratibu.config.uploads import LimitedUpload

FILE = ("file", "a.csv", "text/csv", None)


def test_nothing_is_read_from_someone_unknown():
    for request in (None, SimpleNamespace(user=AnonymousUser())):
        with pytest.raises(StopUpload):
            LimitedUpload(request).new_file(*FILE)


def test_a_file_is_read_up_to_the_limit_and_not_a_byte_further(settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    handler = LimitedUpload(SimpleNamespace(user=SimpleNamespace(is_authenticated=True)))
    handler.new_file(*FILE)

    assert handler.receive_data_chunk(b"0123456789", 0) == b"0123456789"
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"x", 10)
