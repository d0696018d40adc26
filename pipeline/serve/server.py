"""Serve the report over HTTP on the loopback address, and handle the requests of the edit mode.

GET serves files of outputs/report/ and pages of the edit mode. POST accepts the forms of serve/actions.py and files to be
added. Nothing in a request becomes part of a path that is written: plans are looked up by id in the manifest, and an added
file gets the id that was proposed for it.
"""

import json
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError

from pipeline.corpus.correctable import CorrectionError
from pipeline.corpus.yaml_files import problem
from pipeline.errors import InputError, NoTaskError
from pipeline.executors.attempt import Failure, attempt
from pipeline.serve import guard, pages
from pipeline.serve.actions import ACTIONS, take_in
from pipeline.serve.desk import Desk
from pipeline.serve.query import Query, first
from pipeline.serve.report_files import TYPES, report_file

ADDRESS = "127.0.0.1"
UPLOAD = "/edit/upload"
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
_NOT_FOUND = guard.Refusal(status=404, zh="没有这个页面。", en="This page does not exist.")


class Reply(NamedTuple):
    """A response: status, Content-Type, body."""

    status: int
    kind: str
    data: bytes


class Server(ThreadingHTTPServer):
    """Listens on the loopback address only, with one thread per request."""

    daemon_threads = True
    request_queue_size = 128
    """With five, the default, connections of fifty readers at once were reset or waited for a minute."""

    def __init__(self, desk: Desk, port: int, in_chinese: Callable[[str], str]) -> None:
        """Bind the port; OSError if it is in use. ``in_chinese`` translates the sentences of errors for the pages."""
        super().__init__((ADDRESS, port), Handler)
        self.desk = desk
        self.in_chinese = in_chinese
        self.token = guard.new_token()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that close the connection early; report any other error on standard error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def make_server(desk: Desk, port: int, in_chinese: Callable[[str], str] = str) -> Server:
    """Return a server bound to the port; InputError if it is in use."""
    try:
        return Server(desk, port, in_chinese)
    except OSError as error:
        place = f"the port cannot be used ({error.strerror})"
        raise InputError(str(port), place, "choose another with --port (0: any free port)") from error


class Handler(BaseHTTPRequestHandler):
    """Handles one request."""

    server: Server
    server_version, sys_version = "gangmu", ""
    timeout = 30
    """Seconds until an idle connection is closed."""

    def do_GET(self) -> None:
        """Serve a page of the edit mode, a file of the report, or the state of the report."""
        if refused := guard.check_reader(self.headers, self.server.server_port):
            self._send(_refusal(refused))
        else:
            self._answer(self._read)

    do_HEAD = do_GET  # noqa: N815  (http.server looks it up by this name)

    def do_POST(self) -> None:
        """Save what a form contains, or add a file."""
        kind = guard.FILE if self.path == UPLOAD else guard.JSON
        # checked by its headers, before a body of up to a hundred megabytes is read
        if refused := guard.check_writer(self.headers, self.server.server_port, self.server.token, kind):
            self._send(_refusal(refused))
            return
        if kind == guard.FILE:
            self._answer(self._take_in)
            return
        given = guard.read_json(self.rfile.read(int(self.headers["Content-Length"])))
        if isinstance(given, guard.Refusal):
            self._send(_refusal(given))
        else:
            self._answer(self._write, given)

    def _answer(self, work: Callable[..., Reply], *given: Any) -> None:
        """Call ``work`` and send its reply; send input errors (422) and bugs (500) as a sentence."""
        done = attempt(self.path, work, *given)
        if isinstance(done, Failure):
            zh = ("程序出错：" if done.trace else "未能完成：") + self.server.in_chinese(done.sentence)
            # only a bug has a trace
            done = _refusal(guard.Refusal(status=500 if done.trace else 422, zh=zh, en=done.sentence))
        self._send(done)

    def _read(self) -> Reply:
        address, desk = urlsplit(self.path), self.server.desk
        try:
            name, query = address.path.removeprefix("/edit/"), parse_qs(address.query, max_num_fields=50)
        except ValueError:
            return _refusal(_NOT_FOUND)
        if not address.path.startswith("/edit/"):
            return self._file(address.path, query)
        plan = first(query, "plan")
        if name == "missed":
            return _html(pages.missed_form(desk.outputs, plan, query))
        if name in pages.ASSETS:
            return Reply(200, pages.ASSETS[name], pages.asset(name))
        if name == "status":
            return _json(200, {**desk.rebuilder.state()._asdict(), "pages_read": desk.pages_read})
        if name == "panel":
            return _html(pages.panel(desk.corpus, desk.outputs, plan, tuple(query.get("passage", ()))))
        if name in pages.PAGES:
            text = pages.page(name, desk.corpus, desk.outputs, query)
            return _html(pages.with_edit_mode(text, self.server.token, plan))
        return _refusal(_NOT_FOUND)

    def _file(self, path: str, query: Query) -> Reply:
        desk = self.server.desk
        found = report_file(desk, path, query)
        if found is None and path == "/" and not desk.report.exists():  # a corpus without a report: its documents
            text = pages.page("files", desk.corpus, desk.outputs, {})
            return _html(pages.with_edit_mode(text, self.server.token, ""))
        if found is None:
            return _refusal(_NOT_FOUND)
        if found.kind != TYPES[".html"]:
            return Reply(200, found.kind, found.data)
        return _html(pages.with_edit_mode(found.data.decode(), self.server.token, found.plan))

    def _take_in(self) -> Reply:
        name = guard.file_name(self.headers)
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if name is None:
            return _refusal(guard.NO_NAME)
        try:
            taken = take_in(self.server.desk, name, data, anyway=guard.ANYWAY in self.headers)
        except NoTaskError as error:
            zh = "没有读出任务，因此没有登记。"
            return _json(
                422, {"state": "refused", "zh": zh, "en": f"{error.place}; it was not registered", "anyway": True}
            )
        return _json(200, {"state": "done", **taken})

    def _write(self, given: dict[str, Any]) -> Reply:
        desk = self.server.desk
        try:
            if self.path not in ACTIONS:
                return _refusal(_NOT_FOUND)
            action = ACTIONS[self.path]
            answer = action.handle(desk, action.form.model_validate(given))
        except CorrectionError as error:
            state, status = ("changed", 409) if error.changed else ("refused", 422)
            return _json(status, {"state": state, "current": error.current, **error.message.model_dump()})
        except ValidationError as error:
            reason = problem(None, error)
            return _refusal(guard.Refusal(status=400, zh=f"请求有误：{reason}", en=reason))
        return _json(200, {"state": "done", "version": answer.version, **answer.message.model_dump()})

    def _send(self, reply: Reply) -> None:
        # the body of a refused request was not read: on an open connection it would be taken for the next request
        self.close_connection = True
        self.send_response(reply.status)
        for name, value in {**HEADERS, "Content-Type": reply.kind, "Content-Length": str(len(reply.data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.data)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: the pages themselves report what was saved."""


def _json(status: int, value: dict[str, Any]) -> Reply:
    return Reply(status, TYPES[".json"], json.dumps(value, ensure_ascii=False).encode())


def _html(text: str | None) -> Reply:
    """Return a page; if there is none, that it does not exist."""
    return _refusal(_NOT_FOUND) if text is None else Reply(200, TYPES[".html"], text.encode())


def _refusal(refusal: guard.Refusal) -> Reply:
    return _json(refusal.status, {"state": "refused", "en": refusal.en, "zh": refusal.zh, "current": None})
