"""Telling people, sending what was told, and what each one wants of it."""

from tequio.foundation.messaging.services.digests import compose_digests, latest
from tequio.foundation.messaging.services.errors import (
    AlwaysSent,
    BrokenLink,
    NothingToFollow,
    NothingToSettle,
    WordingRefused,
)
from tequio.foundation.messaging.services.posting import SEND, notify, notify_all, wake
from tequio.foundation.messaging.services.sending import drain, wake_due
from tequio.foundation.messaging.services.stopping import is_stopped, read, resume_mail, stop_mail
from tequio.foundation.messaging.services.upkeep import (
    forget_bodies,
    forget_told,
    let_rest,
    release_address,
    retry,
    settle_doubt,
)
from tequio.foundation.messaging.services.wishes import (
    choose,
    choose_all,
    follow,
    forget,
    open_all,
    open_notice,
    unfollow,
)
from tequio.foundation.messaging.services.wordings import (
    change_wording,
    check_wording,
    preview,
    restore_wording,
)

__all__ = [
    "SEND",
    "AlwaysSent",
    "BrokenLink",
    "NothingToFollow",
    "NothingToSettle",
    "WordingRefused",
    "change_wording",
    "check_wording",
    "choose",
    "choose_all",
    "compose_digests",
    "drain",
    "follow",
    "forget",
    "forget_bodies",
    "forget_told",
    "is_stopped",
    "latest",
    "let_rest",
    "notify",
    "notify_all",
    "open_all",
    "open_notice",
    "preview",
    "read",
    "release_address",
    "restore_wording",
    "resume_mail",
    "retry",
    "settle_doubt",
    "stop_mail",
    "unfollow",
    "wake",
    "wake_due",
]
