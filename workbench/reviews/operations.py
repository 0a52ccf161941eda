"""Every change to links and answers, under one name; those to links stand in links, those to answers in answering."""

from workbench.reviews.answering import OBJECTIONS, answer, handle, reopen, supersede, supersede_answers, take_over
from workbench.reviews.links import invite, revoke, revoke_all, revoke_everywhere, revoke_for

__all__ = [
    "OBJECTIONS", "answer", "handle", "invite", "reopen", "revoke", "revoke_all", "revoke_everywhere", "revoke_for", "supersede",
    "supersede_answers", "take_over",
]  # fmt: skip
