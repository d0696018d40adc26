"""A served report of two small plans, for tests that talk to it as browsers and other programs do."""

import hashlib
import http.client
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.run.stages import Stages
from pipeline.serve.desk import Desk
from pipeline.serve.server import Server, make_server
from tests.support.stub_extract import STUB

TEXTS = {
    "a": "甲路方案\n1. 修通南路\n2. 架设东桥\n里程=300",
    "b": "甲路新方案\n1. 修通南路和北路\n2. 养护东桥\n里程=450",
}
NOTICE = """江北市优化服务行动方案

一、主要任务

1．改进河湖管理。落实巡查制度。（牵头单位：市河湖处理局；责任单位：市财政局）

2．改进岸线管理。落实巡查制度。（责任单位：市河处局、市金融监管局）

3．改进融资服务。落实对接制度。（责任单位：市地方金融监管局）
"""
"""For the real extractor: units of which a person may say that they are one."""
FOLLOWS = {"b": {"predecessor": "a"}}


class Reply(NamedTuple):
    """What the server said."""

    status: int
    text: str

    @property
    def json(self) -> dict[str, Any]:
        """Return the object that it said."""
        value: dict[str, Any] = json.loads(self.text)
        return value


class Client:
    """A client that may send any header and any body."""

    def __init__(self, server: Server) -> None:
        self.port, self.token = server.server_port, server.token

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """Send a request with these headers; underscores are hyphens. Host is the right one where none is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": f"127.0.0.1:{self.port}"} | named).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.read().decode())
        connection.close()
        return reply

    def get(self, path: str, **headers: str) -> Reply:
        """Read."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, value: object, **headers: str) -> Reply:
        """Write as the page does; headers given replace those of the page."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        own = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "X_Gangmu_Token": self.token,
            "Content_Type": "application/json",
            "Content_Length": str(len(body)),
        }
        sent = {name: text for name, text in (own | headers).items() if text != "-"}
        return self.ask("POST", path, body, **sent)

    def correct(self, **form: object) -> Reply:
        """Correct a fact."""
        return self.post("/edit/correct", {"why": "原文如此", "by": "李", **form})


def write_corpus(folder: Path, texts: dict[str, str] = TEXTS) -> Corpus:
    """Write a corpus of texts under their ids, or write changed ones into it."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    entries = []
    for id, text in texts.items():
        data = text.encode()
        (folder / "documents" / f"{id}.txt").write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        entries.append({"id": id, "file": f"{id}.txt", "sha256": digest, **FOLLOWS.get(id, {})})
    (folder / "plans.yml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    return read_corpus(folder)


@contextmanager
def served(corpus: Corpus, outputs: Path, stages: Stages = STUB) -> Iterator[Client]:
    """Serve the corpus on a free port, extracted by the stub unless told otherwise."""
    desk = Desk(corpus, outputs, stages)
    assert desk.open() == ()
    server = make_server(desk, 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield Client(server)
    server.shutdown()
    server.server_close()
    desk.close()


def token_of(page: str) -> str:
    """Return the token that a page bears."""
    found = re.search(r'name="gangmu-token" content="([^"]+)"', page)
    assert found
    return found[1]
