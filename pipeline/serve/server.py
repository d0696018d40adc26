"""The report over HTTP on the loopback address, and the few requests with which the edit mode reads and writes.

Reads serve files of outputs/report/ and pages of the edit mode. Writes are two: a correction and a judgement of units.
Nothing that a request holds becomes part of a path that is written: plans are looked up by id in the manifest.
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from extractors.errors import UnreadableError
from pipeline.correctable import CorrectionError
from pipeline.errors import InputError
from pipeline.serve import guard, pages
from pipeline.serve.desk import Answer, CorrectionForm, Desk, JudgementForm
from pipeline.yaml_files import problem

ADDRESS = "127.0.0.1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_NOT_FOUND = guard.Refusal(404, "There is no such page.", "没有这一页。")


class Server(ThreadingHTTPServer):
    """Listens on the loopback address alone; one thread a request."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int) -> None:
        """Bind; OSError where the port is taken."""
        super().__init__((ADDRESS, port), Handler)
        self.desk = desk
        self.token = guard.new_token()


def make_server(desk: Desk, port: int) -> Server:
    """Return a server that listens; InputError where the port is taken."""
    try:
        return Server(desk, port)
    except OSError as error:
        place = f"the port cannot be used ({error.strerror})"
        raise InputError(str(port), place, "name another with --port, or 0 for any") from error


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version, sys_version = "gangmu", ""
    timeout = 30
    """Seconds that a client may stay silent."""

    def do_GET(self) -> None:
        """Serve a page, a file of the report, or how far the report is."""
        if refused := guard.check_reader(self.headers, self.server.server_port):
            self._refuse(refused)
            return
        address = urlsplit(self.path)
        try:
            if address.path.startswith("/edit/"):
                self._edit(address.path.removeprefix("/edit/"), parse_qs(address.query, max_num_fields=50))
            else:
                self._file(address.path)
        except (InputError, UnreadableError, ValueError) as error:
            self._refuse(guard.Refusal(400, str(error), str(error)))

    do_HEAD = do_GET  # noqa: N815  (likewise)

    def do_POST(self) -> None:
        """Take a correction or a judgement."""
        refused = guard.check_writer(self.headers, self.server.server_port, self.server.token)
        if refused:
            self.close_connection = True
            self._refuse(refused)
            return
        given = guard.read_json(self.rfile.read(int(self.headers["Content-Length"])))
        if isinstance(given, guard.Refusal):
            self._refuse(given)
            return
        try:
            answer = self._write(given)
        except CorrectionError as error:
            told = {"state": "changed" if error.changed else "refused", **error.message.model_dump()}
            self._json(409 if error.changed else 422, told | {"current": error.current})
        except ValidationError as error:
            self._refuse(guard.Refusal(400, problem(None, error), f"请求有误：{problem(None, error)}"))
        except (InputError, UnreadableError) as error:
            self._json(422, {"state": "refused", "en": str(error), "zh": f"未能写入：{error}", "current": None})
        else:
            if answer is None:
                self._refuse(_NOT_FOUND)
            else:
                self._json(200, {"state": "done", **answer.message.model_dump(), "version": answer.version})

    def _write(self, given: dict[str, Any]) -> Answer | None:
        match self.path:
            case "/edit/correct":
                return self.server.desk.correct(CorrectionForm.model_validate(given))
            case "/edit/judge":
                return self.server.desk.judge(JudgementForm.model_validate(given))
            case _:
                return None

    def _edit(self, name: str, query: dict[str, list[str]]) -> None:
        desk = self.server.desk
        plan = query.get("plan", [""])[0]
        if name in pages.ASSETS:
            self._send(200, pages.ASSETS[name], pages.asset(name))
        elif name == "status":
            self._json(200, desk.rebuilder.state()._asdict())
        elif name == "panel":
            text = pages.panel(desk.corpus, desk.outputs, plan, tuple(query.get("passage", ())))
            self._refuse(_NOT_FOUND) if text is None else self._send(200, TYPES[".html"], text.encode())
        elif name in pages.PAGES:
            text = pages.page(name, desk.corpus, desk.outputs, plan)
            self._send(200, TYPES[".html"], pages.dressed(text, self.server.token, plan).encode())
        else:
            self._refuse(_NOT_FOUND)

    def _file(self, path: str) -> None:
        desk = self.server.desk
        file = guard.file_below(desk.report, path)
        if file is None or file.suffix not in TYPES:
            self._refuse(_NOT_FOUND)
            return
        data = _read(file)
        if data is None:  # the report may be changing places with a newer one
            desk.rebuilder.wait(60)
            data = _read(file)
        if data is None:
            self._refuse(_NOT_FOUND)
            return
        if file.suffix == ".html":
            plan = pages.plan_of(path, desk.outputs)
            data = pages.dressed(data.decode(), self.server.token, plan).encode()
        self._send(200, TYPES[file.suffix], data)

    def _refuse(self, refusal: guard.Refusal) -> None:
        self._json(refusal.status, {"state": "refused", "en": refusal.en, "zh": refusal.zh, "current": None})

    def _json(self, status: int, value: dict[str, Any]) -> None:
        self._send(status, TYPES[".json"], json.dumps(value, ensure_ascii=False).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the pages tell what was done."""


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
