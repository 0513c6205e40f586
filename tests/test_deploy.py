"""The configurations of deploy/ on the servers that they are for, and publishing to another machine."""

from __future__ import annotations

import gzip
import http.server
import os
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest
import yaml
from hubs import PROJECT, ROOT, files_of, settings_from, story, write_hub
from publishing import ended, is_whole, publisher, write_site
from servers_at_work import DEPLOY, caddy, nginx, sshd
from storyhub.cli.main import main
from storyhub.pages.frame import CSP

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these servers run on Linux")
CONFIGS = ("nginx.conf", "nginx-sub-path.conf", "Caddyfile")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A mkdocs.yml like that of other tests, for another address."""

    def write(address: str, **publish: object) -> Path:
        file = tmp_path_factory.mktemp("config") / "mkdocs.yml"
        settings = yaml.safe_load(settings_from(f"{ROOT}/"))
        settings["site_url"], settings["extra"]["hub"]["publish"] = address, publish
        file.write_text(yaml.safe_dump(settings), encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {f"2026/s{n}.md": story(f"Dag {n}", f"Het regende op dag {n}.\n") for n in range(3)}
    return write_hub(tmp_path_factory.mktemp("deploy") / "stories", files)


@pytest.fixture(scope="module")
def www(stories: Path, config: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published hub whose address is /stories/ on some host."""
    to = tmp_path_factory.mktemp("www")
    told = config("https://intranet.example.org/stories/", precompress=True)
    assert main(["publish", "--stories", str(stories), "--config", str(told), "--to", str(to)], PROJECT) == 0
    return to


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """A redirect is an answer too."""


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """The status, headers and body of an answer."""
    asked = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.build_opener(_Stay).open(asked, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


@pytest.fixture(params=["nginx", "nginx under a path", "caddy"])
def address(request: pytest.FixtureRequest, www: Path, tmp_path: Path) -> Iterator[str]:
    """The hub on each server."""
    served = caddy(tmp_path, www) if request.param == "caddy" else nginx(tmp_path, www, sub_path=" " in request.param)
    with served as url:
        yield url


def test_a_server_gives_pages_with_their_headers(address: str, www: Path) -> None:
    status, headers, body = get(f"{address}2026/s1/")
    assert (status, headers.get_content_type()) == (200, "text/html")
    assert body == (www / "current/2026/s1/index.html").read_bytes()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == f"{CSP}; frame-ancestors 'self'"
    assert headers["Cache-Control"] == "no-cache"
    assert get(f"{address}2026/s1/", If_None_Match=headers["ETag"])[0] == 304


def test_what_is_named_by_its_content_is_kept_for_good_and_nothing_else(address: str, www: Path) -> None:
    site = [path for path in files_of(www / "current/") if not path.endswith(".gz")]
    hashed = [path for path in site if path.startswith(("assets/", "search/pagefind-"))]
    hashed = [path for path in hashed if not path.endswith((".json", ".txt"))]
    assert any(path.endswith(".css") for path in hashed)
    others = [path for path in site if path.startswith("search/") and path not in hashed]
    for path in (*hashed[::7], *others, "feed.xml", "search/manifest.json", "index.html"):
        status, headers, _ = get(address + path)
        assert status == 200
        assert ("immutable" in headers["Cache-Control"]) is (path in hashed), path
    script = next(path for path in hashed if path.endswith("js/main.js"))
    assert get(address + script)[1].get_content_type() in ("text/javascript", "application/javascript")


def test_a_wrong_address_gets_404_and_the_sites_own_page(address: str, www: Path) -> None:
    own = (www / "current/404.html").read_bytes()
    for wrong in ("no/such/page", "no-such-page/", "2026/", "2026/s9/"):
        status, headers, body = get(address + wrong)
        assert (status, body) == (404, own), wrong
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_address_without_its_last_slash_is_sent_on_on_the_same_host(address: str) -> None:
    """A relative answer: a proxy in front may have another name and scheme."""
    status, headers, _ = get(f"{address}2026/s1")
    assert status in (301, 308)
    assert headers["Location"].endswith("2026/s1/")
    assert not headers["Location"].startswith("http")


def test_texts_come_compressed_as_they_were_made(address: str, www: Path) -> None:
    _, headers, body = get(f"{address}2026/s1/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in headers["Vary"]
    assert body == (www / "current/2026/s1/index.html.gz").read_bytes()
    assert gzip.decompress(body) == (www / "current/2026/s1/index.html").read_bytes()


def test_the_policy_in_every_configuration_is_that_of_the_pages() -> None:
    for name in (*CONFIGS, "s3-and-cdn.md", "gitlab-pages.md"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        assert "default-src" not in text or f"{CSP}; frame-ancestors 'self'" in text, name


def test_each_way_of_serving_is_at_most_a_screen() -> None:
    long = {
        path.name: lines for path in DEPLOY.iterdir() if (lines := path.read_text(encoding="utf-8").count("\n")) > 60
    }
    assert long == {}


class _Door(http.server.BaseHTTPRequestHandler):
    """Lets in whoever has a cookie, as a sign-in does."""

    def do_GET(self) -> None:
        is_in = self.path == "/oauth2/auth" and "in" in self.headers.get("Cookie", "")
        self.send_response(202 if is_in else 401 if self.path == "/oauth2/auth" else 200)
        self.end_headers()
        self.wfile.write(b"" if self.path == "/oauth2/auth" else b"Sign in here")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_behind_a_sign_in_people_are_sent_to_it_and_scripts_are_told(www: Path, tmp_path: Path) -> None:
    door = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    try:
        with nginx(tmp_path, www, sign_in=f"http://127.0.0.1:{door.server_port}") as url:
            status, headers, body = get(f"{url}2026/s1/")
            assert (status, headers["Location"]) == (302, "/oauth2/start?rd=/2026/s1/")
            assert b"regende" not in body
            assert get(f"{url}oauth2/start")[2] == b"Sign in here"
            status, _, body = get(f"{url}search/manifest.json", Sec_Fetch_Dest="empty")
            assert status == 401
            assert b"pagefind" not in body
            status, _, body = get(f"{url}2026/s1/", Cookie="in=1")
            assert status == 200
            assert b"regende" in body
    finally:
        door.shutdown()
        door.server_close()


def test_a_site_is_published_to_another_machine(
    stories: Path, config: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a real sshd: the first time all of it, then what changed; back again; the folder's name is taken as it is."""
    with sshd(tmp_path) as (reach, host):
        monkeypatch.setenv("STORYHUB_SSH", reach)
        www = tmp_path / "it's here; $HOME"
        told = config("https://stories.example.org/", to=f"{host}:{www}")
        words = ["--stories", str(stories), "--config", str(told)]
        assert main(["publish", *words], PROJECT) == 0
        first = files_of(www / "current/")
        assert b"regende op dag 1" in first["2026/s1/index.html"]
        kept = (stories / "2026/s1.md").read_bytes()
        write_hub(stories, {"2026/s1.md": story("Dag 1", "Nu sneeuwde het.\n")})
        assert main(["publish", *words], PROJECT) == 0
        assert b"sneeuwde" in files_of(www / "current/")["2026/s1/index.html"]
        assert len(list((www / "releases").iterdir())) == 2
        (stories / "2026/s1.md").write_bytes(kept)
        assert main(["rollback", *words], PROJECT) == 0
        assert b"regende op dag 1" in files_of(www / "current/")["2026/s1/index.html"]


def test_a_connection_that_breaks_leaves_the_other_machine_with_a_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites, www = [write_site(tmp_path / mark, mark, 200) for mark in ("A", "B")], tmp_path / "www"
    with sshd(tmp_path) as (reach, host):
        monkeypatch.setenv("STORYHUB_SSH", reach)
        assert ended(publisher(sites[0], f"{host}:{www}")) == 0
        for number in range(6):
            process = publisher(sites[1], f"{host}:{www}")
            time.sleep(0.05 * number)
            os.killpg(process.pid, signal.SIGKILL)
            ended(process)
            assert is_whole(www, *sites)
        while ended(publisher(sites[1], f"{host}:{www}")):
            time.sleep(0.05)
        assert is_whole(www, sites[1])
        assert not list((www / "releases").glob(".new-*"))


def test_a_machine_that_does_not_let_us_in_is_named(
    stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with sshd(tmp_path) as (reach, host):
        monkeypatch.setenv("STORYHUB_SSH", reach.replace("/mine", "/host"))
        assert main(["publish", "--stories", str(stories), "--to", f"{host}:/srv/x"], PROJECT) == 1
    said = capfd.readouterr().err
    assert f"{host}:/srv/x: " in said
    assert "Permission denied" in said
    assert "nothing was published" in said
