"""What people do with reports: publish and correct profiles, draft and publish reports."""

from uratibu.web.reports.operations.profiles import (
    NotPublished,
    compiled,
    correct_profile,
    publish_profile,
)
from uratibu.web.reports.operations.reports import (
    ChangedSince,
    NotPublishable,
    answer_comment,
    comment_on,
    compile_again,
    correct,
    draft_report,
    publish,
    send_back,
    submit,
)

__all__ = [
    "ChangedSince",
    "NotPublishable",
    "NotPublished",
    "answer_comment",
    "comment_on",
    "compile_again",
    "compiled",
    "correct",
    "correct_profile",
    "draft_report",
    "publish",
    "publish_profile",
    "send_back",
    "submit",
]
