"""The edit server and those who mean ill: other sites, other names, paths that lead elsewhere, bodies that are none."""

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.serve.guard import MOST_BODY, file_below
from tests.support.server import Client, served, token_of, write_corpus

GOOD = {"plan": "a", "target": "a/task/1", "field": "title", "seen": "修通南路", "now": "改坏", "why": "x", "by": "x"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    (folder / "secret.html").write_text("secret", encoding="utf-8")
    with served(write_corpus(folder / "corpus"), folder / "outputs") as client:
        yield client


@pytest.fixture(autouse=True)
def nothing_written(folder: Path, client: Client) -> Iterator[None]:
    """Whatever a hostile request asks: the corpus is the same afterwards, and the server still answers."""
    before = state(folder / "corpus")
    yield
    assert state(folder / "corpus") == before
    assert client.get("/").status == 200


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_listens_on_the_loopback_address_only(client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=5) as held:
        assert held.getpeername()[0] == "127.0.0.1"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", client.port), timeout=1):
        pass


HOSTS = [
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:1",
    "[::1]:{port}",
    "127.0.0.1:{port}.evil.example",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/edit/units", "/edit/panel?plan=a", "/edit/edit.js", "/edit/status"])
def test_a_wrong_host_reads_nothing(client: Client, host: str, path: str) -> None:
    reply = client.get(path, Host=host.format(port=client.port))
    assert reply.status == 403
    assert client.token not in reply.text


def test_a_right_host_reads(client: Client) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert token_of(client.get("/", Host=f"{name}:{client.port}").text) == client.token


WRONG = [
    ({"Host": "evil.example"}, 403),
    ({"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"}, 403),
    ({"Origin": "https://evil.example"}, 403),
    ({"Origin": "http://localhost:{port}"}, 403),
    ({"Origin": "https://127.0.0.1:{port}"}, 403),
    ({"Origin": "http://127.0.0.1"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "-"}, 403),
    ({"Sec_Fetch_Site": "cross-site"}, 403),
    ({"Sec_Fetch_Site": "same-site"}, 403),
    ({"X_Gangmu_Token": "guess"}, 403),
    ({"X_Gangmu_Token": "é"}, 403),
    ({"X_Gangmu_Token": "-"}, 403),
    ({"Content_Type": "text/plain"}, 415),
    ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ({"Content_Type": "-"}, 415),
    ({"Content_Length": "-"}, 411),
    ({"Content_Length": "-5"}, 411),
    ({"Content_Length": "0x10"}, 411),
    ({"Content_Length": "²"}, 411),
    ({"Transfer_Encoding": "chunked"}, 411),
    ({"Content_Length": str(MOST_BODY + 1)}, 413),
    ({"Content_Length": "9" * 30}, 413),
]


@pytest.mark.parametrize(("headers", "status"), WRONG)
@pytest.mark.parametrize("path", ["/edit/correct", "/edit/judge"])
def test_a_wrong_sender_writes_nothing(client: Client, headers: dict[str, str], status: int, path: str) -> None:
    sent = {name: value.format(port=client.port) for name, value in headers.items()}
    reply = client.post(path, GOOD, **sent)
    assert reply.status == status
    assert {"zh", "en"} <= set(reply.json)


def test_headers_that_stand_twice_are_refused(client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as held:
        lines = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nHost: evil.example\r\n\r\n"
        held.sendall(lines.encode())
        assert b" 403 " in held.recv(4096).partition(b"\r\n")[0]


def test_a_huge_body_is_not_read(client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as held:
        head = (
            f"POST /edit/correct HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nOrigin: http://127.0.0.1:{client.port}\r\n"
            f"X-Gangmu-Token: {client.token}\r\nContent-Type: application/json\r\nContent-Length: 900000000\r\n\r\n"
        )
        held.sendall(head.encode())
        assert b" 413 " in held.recv(4096).partition(b"\r\n")[0]


BODIES = [
    b"", b"{", b"nonsense", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 50_000, b'{"plan": NaN}', b"{}",
    b'{"plan": "a"}', b'{"plan": ["a"], "target": {}, "field": 1, "seen": [], "now": 3, "why": null, "by": true}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["/edit/correct", "/edit/judge"])
def test_bad_json_is_one_sentence(client: Client, body: bytes, path: str) -> None:
    reply = client.post(path, body)
    assert reply.status == 400
    assert reply.json["zh"]


PLANS = [
    "../../etc/passwd",
    "a/../b",
    "/etc/passwd",
    "a\0",
    "..",
    "",
    "a--",
    "a--9",
    "a--../x",
    "c",
    "corrections",
    "A",
]


@pytest.mark.parametrize("plan", PLANS)
def test_no_plan_name_leads_to_another_file(client: Client, plan: str) -> None:
    assert client.post("/edit/correct", GOOD | {"plan": plan}).status == 422
    assert client.get(f"/edit/panel?plan={'%2e' if plan == '..' else 'zz'}&passage=b1-0-3").status == 404


@pytest.mark.parametrize(
    "change",
    [
        {"target": "a"}, {"target": "b/task/1"}, {"target": "../a"}, {"field": "id"}, {"field": "evidence.quote"},
        {"field": "source.sha256"}, {"field": "__class__"}, {"field": "plan_items"}, {"field": "aligned/../../x"},
        {"field": "aligned/a/task/2"}, {"now": "坏\0值"}, {"now": "\ud800"}, {"now": ""}, {"why": " "}, {"by": ""},
        {"by": "长" * 101}, {"why": "长" * 2001}, {"now": "长" * 20_001}, {"now": None},
    ],
    ids=lambda change: " ".join(f"{name} {value!r}"[:24] for name, value in change.items()),
)  # fmt: skip
def test_what_may_not_be_corrected_is_not(client: Client, change: dict[str, object]) -> None:
    if change.get("target") == "a":
        change = change | {"field": "text"}
    assert client.post("/edit/correct", GOOD | change).status == 422


@pytest.mark.parametrize(
    "path", ["/edit/", "/edit/nothing", "/edit/../edit/correct", "/corpus/plans.yml", "/edit/correct/"]
)
def test_other_paths_take_nothing(client: Client, path: str) -> None:
    assert client.post(path, GOOD).status == 404


TRAVERSALS = [
    "/../secret.html", "/..%2fsecret.html", "/%2e%2e/secret.html", "/%2e%2e%2f%2e%2e%2fsecret.html", "/..\\secret.html",
    "/plans/../../../secret.html", "//etc/passwd", "/%00", "/.gangmu-report", "/%ff", "/assets/..%5c..%5csecret.html",
    "/C:/secret.html", "/" + "x" * 5000, "/./index.html", "/edit/../secret.html", "/a/plan.json", "/link.html",
]  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS, ids=lambda path: path[:30])
def test_no_path_leads_out_of_the_report(client: Client, folder: Path, path: str) -> None:
    link = folder / "outputs" / "report" / "link.html"
    if not link.is_symlink():
        link.symlink_to(folder / "secret.html")
    reply = client.get(path)
    assert reply.status == 404
    assert "secret" not in reply.text


def test_a_query_of_many_fields_is_refused(client: Client) -> None:
    assert client.get("/edit/panel?plan=a" + "&passage=x" * 5000).status == 404


def test_files_below_the_report_are_found(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert file_below(tmp_path, "/plans/") == tmp_path / "plans" / "index.html"
    assert file_below(tmp_path, "/plans/%E4%B8%80.html") == tmp_path / "plans" / "一.html"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_do_nothing(client: Client, method: str) -> None:
    assert client.ask(method, "/edit/correct").status == 501


def test_pages_forbid_frames_and_foreign_scripts(client: Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.port)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Access-Control-Allow-Origin"] is None
    connection.close()


def test_the_report_on_disk_has_no_edit_mode(client: Client, folder: Path) -> None:
    text = (folder / "outputs" / "report" / "index.html").read_text(encoding="utf-8")
    assert "edit.js" not in text and client.token not in text
    assert "edit.js" in client.get("/index.html").text


UPLOADED = "乙方案\n1. 修桥".encode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"X_Gangmu_Token": "guessed"}, 403),
        ({"Content_Type": "application/json"}, 415),
        ({"Content_Length": "100000001"}, 413),
        ({"X_Gangmu_Name": "-"}, 400),
        ({"X_Gangmu_Name": "..%2Fsecret.txt"}, 400),
        ({"X_Gangmu_Name": ".hidden.txt"}, 400),
        ({"X_Gangmu_Name": "a%00.txt"}, 400),
        ({"X_Gangmu_Name": "%FF.txt"}, 400),
        ({"X_Gangmu_Name": "C:%5Ca.txt"}, 400),
        ({"X_Gangmu_Name": "x" * 201}, 400),
    ],
)
def test_a_file_from_elsewhere_or_with_a_bad_name_is_refused(
    client: Client, headers: dict[str, str], status: int
) -> None:
    own = {"Content_Type": "application/octet-stream", "X_Gangmu_Name": "b.txt"}
    body = b"" if "Content_Length" in headers else UPLOADED
    assert client.post("/edit/upload", body, **own | headers).status == status
