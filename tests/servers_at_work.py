"""Real servers for tests: nginx, Caddy and sshd with the configurations of deploy/, on a free port, as whoever runs the tests."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import servers
from hubs import ROOT

DEPLOY = ROOT / "deploy"


def program(name: str) -> Path:
    """A server's program; without it a test is skipped, but for continuous integration that can install it."""
    found = servers.find(name)
    if found is None:
        told = f"{name} is not on this machine; `hub.py test` installs {servers.PACKAGES[name]} in a container"
        pytest.fail(told) if servers.is_needed() else pytest.skip(told)
    return found


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """A server in the foreground, from when it listens."""
    log = folder / "server.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=_quiet(folder)) as one,
    ):
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert one.poll() is None, log.read_text(encoding="utf-8", errors="replace")
                    time.sleep(0.02)
            yield
        finally:
            one.terminate()


def _quiet(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}


NGINX = """\
{user}pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
	include /etc/nginx/mime.types;
	access_log off;
	client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
	uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{sites}
}}
"""


@contextmanager
def nginx(folder: Path, www: Path, *, sub_path: bool = False, sign_in: str = "") -> Iterator[str]:
    """nginx with deploy/nginx.conf for the folder that was published to; its address."""
    port = free_port()
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    inside = ""
    if sub_path:
        site = site[: site.index("server {")] + "server {\n\tlisten 80;\n\t#inside\n}\n"
        inside = (DEPLOY / "nginx-sub-path.conf").read_text(encoding="utf-8")
    if sign_in:
        site = site.replace("root /srv", "#inside\n\troot /srv", 1)
        inside = (DEPLOY / "nginx-sign-in.conf").read_text(encoding="utf-8").replace("http://127.0.0.1:4180", sign_in)
    site = site.replace("#inside", inside).replace("listen 80;", f"listen 127.0.0.1:{port};")
    user = "user root;\n" if os.getuid() == 0 else ""
    text = NGINX.format(user=user, folder=folder, sites=site.replace("/srv/stories", str(www)))
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = [str(program("nginx")), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with running(command, port, folder):
        yield f"http://127.0.0.1:{port}/" + ("stories/" if sub_path else "")


@contextmanager
def caddy(folder: Path, www: Path) -> Iterator[str]:
    """Caddy with deploy/Caddyfile for the folder that was published to; its address."""
    port = free_port()
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("stories.example.org {", f"http://127.0.0.1:{port} {{").replace("/srv/stories", str(www))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, encoding="utf-8")
    command = [str(program("caddy")), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with running(command, port, folder):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[str, str]]:
    """An sshd with keys of its own: the command that reaches it, and `user@host`."""
    port, server = free_port(), program("sshd")
    for name in ("host", "mine"):
        subprocess.run(
            [program("ssh").with_name("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
        )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # the package's service would make it
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/mine.pub\n"
        f"PidFile {folder}/sshd.pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n",
        encoding="utf-8",
    )
    reach = f"ssh -p {port} -i {folder}/mine -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -F /dev/null"
    with running([str(server), "-D", "-e", "-f", str(folder / "sshd_config")], port, folder):
        yield reach, f"{getpass.getuser()}@127.0.0.1"
