"""Who may ask, and for what: checks of a request before anything is done for it.

The server listens on the loopback address alone. A page of another site that the same browser shows can still send
requests there: under its own name (then Origin, Sec-Fetch-Site and the token are missing or wrong) or, by making its
host name point here, as if it were this site (then Host is wrong).
"""

import json
import secrets
from email.message import Message as Headers
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

MOST_BODY = 200_000
"""Bytes of a request's body: several times what the largest correction needs."""


class Refusal(NamedTuple):
    """Why a request is not served."""

    status: int
    en: str
    zh: str


WRONG_HOST = Refusal(
    403, "Open the report under the address that `gangmu serve` printed.", "请用 gangmu serve 给出的地址打开。"
)
WRONG_ORIGIN = Refusal(403, "This request comes from another site.", "请求来自其他网站，不予受理。")
WRONG_TOKEN = Refusal(
    403, "The server has restarted since this page was loaded: reload it.", "页面已过期，请刷新后再试。"
)
NO_LENGTH = Refusal(411, "The request has no Content-Length.", "请求未注明长度。")
TOO_LARGE = Refusal(413, f"The request is larger than {MOST_BODY} bytes.", f"请求超过 {MOST_BODY} 字节。")
NO_JSON = Refusal(415, "The request is not JSON.", "请求不是 JSON。")
BAD_JSON = Refusal(400, "The JSON of the request is invalid.", "请求的 JSON 有误。")


def new_token() -> str:
    """Return the secret that this start of the server writes into its pages."""
    return secrets.token_urlsafe(32)


def hosts(port: int) -> frozenset[str]:
    """Return the names under which the server is meant."""
    names = ("127.0.0.1", "localhost")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def check_reader(headers: Headers, port: int) -> Refusal | None:
    """Check a request that only reads."""
    return None if _one(headers, "Host") in hosts(port) else WRONG_HOST


def check_writer(headers: Headers, port: int, token: str) -> Refusal | None:
    """Check a request that may write."""
    host = _one(headers, "Host")
    if host not in hosts(port):
        return WRONG_HOST
    if _one(headers, "Origin") != f"http://{host}" or headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return WRONG_ORIGIN
    if not secrets.compare_digest((_one(headers, "X-Gangmu-Token") or "").encode(), token.encode()):
        return WRONG_TOKEN
    if (_one(headers, "Content-Type") or "").partition(";")[0].strip().lower() != "application/json":
        return NO_JSON
    length = _one(headers, "Content-Length")
    if length is None or not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in headers:
        return NO_LENGTH
    return TOO_LARGE if len(length) > 9 or int(length) > MOST_BODY else None


def _one(headers: Headers, name: str) -> str | None:
    """Return a header that stands once; None where it stands nowhere or several times."""
    found = headers.get_all(name, [])
    return str(found[0]) if len(found) == 1 else None


def read_json(body: bytes) -> dict[str, Any] | Refusal:
    """Return the object that a body holds."""
    try:
        held = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return BAD_JSON
    return held if isinstance(held, dict) else BAD_JSON


def _no_number(name: str) -> None:
    raise ValueError(name)


def file_below(root: Path, path: str) -> Path | None:
    """Return the file that a request's path names; None where it is none below ``root``, or a hidden one."""
    try:
        name = unquote(path, errors="strict").removeprefix("/")
    except UnicodeDecodeError:
        return None
    if not name or name.endswith("/"):
        name += "index.html"
    parts = name.split("/")
    if "\\" in name or "\0" in name or ":" in name or any(not part or part.startswith(".") for part in parts):
        return None
    file = root.joinpath(*PurePosixPath(name).parts)
    try:
        return file if file.resolve().is_relative_to(root.resolve()) else None
    except OSError:  # a name that the file system does not take
        return None
