"""Checks of HTTP requests before they are handled.

The server listens on the loopback address only. A page of another site in the same browser can still send requests to
it: from its own origin (then Origin, Sec-Fetch-Site and the token are missing or wrong) or by DNS rebinding, which makes
its host name point to this machine (then Host is wrong).
"""

import json
import secrets
from collections.abc import Mapping
from email.message import Message as Headers
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from schemas import Message

MOST_BODY = 200_000
"""Maximum size of a request body in bytes: several times what the largest correction needs."""
MOST_FILE = 100_000_000
"""Maximum size of a file that is added, in bytes: a long scan has tens of megabytes."""
JSON, FILE = "application/json", "application/octet-stream"
_MOST: Mapping[str, int] = {JSON: MOST_BODY, FILE: MOST_FILE}


class Refusal(Message):
    """The status and message for a refused request."""

    status: int


WRONG_HOST = Refusal(
    status=403,
    zh="请用 gangmu serve 给出的地址打开。",
    en="Open the report at the address that `gangmu serve` printed.",
)
WRONG_ORIGIN = Refusal(status=403, zh="请求来自其他网站，不予受理。", en="This request comes from another site.")
WRONG_TOKEN = Refusal(
    status=403,
    zh="页面已过期，请刷新后再试。",
    en="The server was restarted after this page was loaded: reload the page.",
)
NO_LENGTH = Refusal(status=411, zh="请求缺少 Content-Length。", en="The request has no Content-Length.")
TOO_LARGE = Refusal(status=413, zh="请求太大。", en="The request is too large.")
NO_JSON = Refusal(status=415, zh="请求的类型不对。", en="The request has the wrong Content-Type.")
ANYWAY = "X-Gangmu-Anyway"
"""Sent with a file that a person wants registered though no task was found in it."""
NO_NAME = Refusal(status=400, zh="文件名不能用。", en="The name of the file cannot be used.")
BAD_JSON = Refusal(status=400, zh="请求的 JSON 格式有误。", en="The request is not valid JSON.")


def new_token() -> str:
    """Return a new secret, which the server writes into its pages and expects back with every correction."""
    return secrets.token_urlsafe(32)


def hosts(port: int) -> frozenset[str]:
    """Return the values of Host that are accepted; browsers omit port 80."""
    names = ("127.0.0.1", "localhost")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def check_reader(headers: Headers, port: int) -> Refusal | None:
    """Check a GET or HEAD request; None if it may be served."""
    # a site whose name was made to point here sends its own name
    return None if _one(headers, "Host") in hosts(port) else WRONG_HOST


def check_writer(headers: Headers, port: int, token: str, kind: str = JSON) -> Refusal | None:
    """Check a POST request with a body of this kind, JSON or FILE; None if it may be served."""
    host = _one(headers, "Host")
    if host not in hosts(port):
        return WRONG_HOST
    # older browsers do not send Sec-Fetch-Site; Origin comes with every POST
    if _one(headers, "Origin") != f"http://{host}" or headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return WRONG_ORIGIN
    # encoded, because compare_digest refuses strings beyond ASCII, and a header may contain anything
    if not secrets.compare_digest((_one(headers, "X-Gangmu-Token") or "").encode(), token.encode()):
        return WRONG_TOKEN
    if (_one(headers, "Content-Type") or "").partition(";")[0].strip().lower() != kind:
        return NO_JSON
    length = _one(headers, "Content-Length")
    # http.server does not decode chunked bodies, so the length must be known
    if length is None or not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in headers:
        return NO_LENGTH
    # digits first: int() raises an error for thousands of them
    return TOO_LARGE if len(length) > 9 or int(length) > _MOST[kind] else None


def file_name(headers: Headers) -> str | None:
    """Return the name of the file that a request contains, percent-encoded in X-Gangmu-Name; None if it cannot be used."""
    try:
        name = unquote(_one(headers, "X-Gangmu-Name") or "", errors="strict")
    except UnicodeDecodeError:
        return None
    # also what only Windows refuses: a corpus is passed on between systems
    bad = not name.isprintable() or any(sign in name for sign in '/\\:*?"<>|') or name.startswith(".") or not name
    return None if bad or len(name.encode()) > 200 else name


def _one(headers: Headers, name: str) -> str | None:
    """Return the value of a header that occurs exactly once; None otherwise."""
    found = headers.get_all(name, [])
    return str(found[0]) if len(found) == 1 else None


def read_json(body: bytes) -> dict[str, Any] | Refusal:
    """Parse a request body that is a JSON object."""
    try:
        value = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return BAD_JSON
    return value if isinstance(value, dict) else BAD_JSON


def _refuse_constant(name: str) -> None:
    """Raise ValueError for NaN and Infinity, which Python accepts although JSON has no such numbers."""
    raise ValueError(name)


def file_below(root: Path, path: str) -> Path | None:
    """Return the file that the path of a request names; None if it is outside ``root`` or hidden."""
    try:
        name = unquote(path, errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return None
    if not name or name.endswith("/"):
        name += "index.html"
    parts = name.split("/")
    # a backslash separates folders on Windows, a colon follows a drive
    if "\\" in name or "\0" in name or ":" in name or any(not part or part.startswith(".") for part in parts):
        return None
    file = root.joinpath(*PurePosixPath(name).parts)
    try:
        # resolved, because a link in the folder may lead out of it
        return file if file.resolve().is_relative_to(root.resolve()) else None
    except OSError:  # the name is not valid on this file system, for example too long
        return None
