"""Security headers on every answer (security.md B, V3.4): a strict CSP, no referrer, no caching of what people wrote."""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, g, request
from markupsafe import Markup

EXIT_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?=/|$)")
STATIC = Path(__file__).parent.parent / "static"


@cache
def _guest_css() -> str:
    return (STATIC / "guest.css").read_text(encoding="utf-8").strip()


def guest_css() -> Markup:
    """The participants' style sheet, to stand inline so that their page is one request; its hash is in the CSP."""
    return Markup(_guest_css())  # noqa: S704 - our own file


@cache
def _guest_js() -> str:
    return (STATIC / "guest.js").read_text(encoding="utf-8").strip()


def guest_js() -> Markup:
    """The participants' few lines of script, for leaving quickly; inline too, with its hash in the CSP."""
    return Markup(_guest_js())  # noqa: S704 - our own file


@cache
def _hash_of(read: Callable[[], str]) -> str:
    digest = hashlib.sha256(read().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy() -> str:
    """The content security policy of this answer: everything from ourselves, nothing inline but the guest style."""
    style, script, form = f"'self' {_hash_of(_guest_css)}", "'self'", "'self'"
    if request.path.startswith("/o/"):  # participants: their few lines of script and no other
        script, form = _hash_of(_guest_js), f"'self' {_exit_origin()}".strip()
    return (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; form-action {form}; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    )


def _exit_origin() -> str:
    """Where "Leave quickly" leads (`g.exit_url`): a form may be sent on to that host, and to no other."""
    found = EXIT_ORIGIN.match(g.get("exit_url") or "")
    return found[0] if found else ""


def secure(response: Response) -> Response:
    """Add the headers to one answer."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy())  # a picture people sent has a stricter one of its own
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), interest-cohort=()"
    headers["X-Robots-Tag"] = "noindex, nofollow"
    if current_app.config["HTTPS"]:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "static" and response.status_code == 200:
        headers["Cache-Control"] = "public, max-age=3600"
    else:
        headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask) -> None:
    """Give each request an id, and each answer its headers."""

    @app.before_request
    def name_the_request() -> None:
        g.request_id = secrets.token_hex(8)

    app.after_request(secure)
    app.jinja_env.globals.update(guest_css=guest_css, guest_js=guest_js)
    if app.config["PROXY_HOPS"]:
        from werkzeug.middleware.proxy_fix import ProxyFix

        hops = app.config["PROXY_HOPS"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
