"""Files that people send: only to the few pages that ask for one, never on disk unsealed (security.md B.1, V5.2).

A view says `@takes_a_file`; every other view keeps the small limit of the configuration and never looks at a file.
"""

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, request

LARGEST_REQUEST = (
    12 * 1024 * 1024
)  # a file of the largest size that is read, and some over to say that one is too large
View = TypeVar("View", bound=Callable[..., Any])


class InMemory(Request):
    """A request whose files stay in memory: a temporary file would hold a child's drawing as it is."""

    def _get_file_stream(self, *_args: Any, **_values: Any) -> IO[bytes]:
        return BytesIO()


def takes_a_file(view: View) -> View:
    """This view reads a file; the form it shows has a Picture field."""
    view.takes_a_file = True  # type: ignore[attr-defined]
    return view


def file_expected() -> bool:
    """Whether the view of this request reads a file."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "takes_a_file", False)


def init_app(app: Flask) -> None:
    """Give the views that ask for a file more room, before anything reads the request."""
    app.request_class = InMemory

    @app.before_request
    def room_for_a_file() -> None:
        if file_expected():
            request.max_content_length = LARGEST_REQUEST
