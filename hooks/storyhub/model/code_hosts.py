"""The code hosts that stories can be sent to, and what each can do: the one table of addresses that they open.

Sources: GitHub documents neither `filename` nor `value`, and bots have leaned on both for years; Gitea, and Forgejo with
it: https://docs.gitea.com/development/integrations; GitLab fills in the name and drops the content
(https://gitlab.com/gitlab-org/gitlab/-/issues/594214 and 337038). Azure DevOps and Bitbucket fill in nothing as far as
is known: there the folder is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from storyhub.model.issues import did_you_mean

LINE_LIMIT = 8000
"""Characters of an address: GitHub, and the nginx before many another host, refuse more than 8 KB of request (414)."""
PATH, TEXT = "{path}", "{text}"


@dataclass(frozen=True, slots=True)
class Host:
    """What a code host can do when somebody is sent there with a new file."""

    name: str
    address: str
    """`{repo}`, `{branch}` and `{folder}` are filled in by the build, `{path}` and `{text}` by the composer page."""
    edit: str
    """Where a file that is there is edited."""

    @property
    def fills(self) -> bool:
        """Whether it opens a new file with the text filled in."""
        return TEXT in self.address


HOSTS = {
    "github": Host("GitHub", "{repo}/new/{branch}?filename={path}&value={text}", "{repo}/edit/{branch}/{path}"),
    "gitea": Host("Gitea", "{repo}/_new/{branch}/?filename={path}&value={text}", "{repo}/_edit/{branch}/{path}"),
    "forgejo": Host("Forgejo", "{repo}/_new/{branch}/?filename={path}&value={text}", "{repo}/_edit/{branch}/{path}"),
    "gitlab": Host("GitLab", "{repo}/-/new/{branch}?file_name={path}", "{repo}/-/edit/{branch}/{path}"),
    "azure": Host("Azure DevOps", "{repo}?path=/{folder}&version=GB{branch}", "{repo}?path=/{path}&version=GB{branch}"),
    "bitbucket": Host("Bitbucket", "{repo}/src/{branch}/{folder}", "{repo}/src/{branch}/{path}?mode=edit"),
}


@dataclass(frozen=True, slots=True)
class CodeHost:
    """Where the stories of this hub are kept."""

    kind: str
    address: str
    """Of the repository, without a slash at its end."""
    branch: str = "main"
    folder: str = "stories"
    """The stories folder inside the repository; empty when it is the repository itself."""

    @property
    def host(self) -> Host:
        """What it can do."""
        return HOSTS[self.kind]

    def template(self) -> str:
        """The address of a new file, with `{path}` and `{text}` still to be filled in."""
        return self._filled(self.host.address)

    def new_at(self, place: str) -> str:
        """The address of a new file at `place` in the stories folder, with `{text}` still to be filled in."""
        return self.template().replace(PATH, _quoted(self._path(place)))

    def new_file(self, place: str, text: str) -> str:
        """The address that opens a new file at `place` in the stories folder; empty when it is too long to be opened."""
        address = self.new_at(place).replace(TEXT, _quoted(text))
        return address if len(address) <= LINE_LIMIT else ""

    def edit(self, place: str) -> str:
        """The address at which the file at `place` in the stories folder is edited."""
        return self._filled(self.host.edit).replace(PATH, quote(self._path(place)))

    def _path(self, place: str) -> str:
        return f"{self.folder}/{place}" if self.folder else place

    def _filled(self, address: str) -> str:
        known = {"{repo}": self.address, "{branch}": quote(self.branch), "{folder}": quote(self.folder)}
        for name, value in known.items():
            address = address.replace(name, value)
        return address


def _quoted(text: str) -> str:
    """As JavaScript's encodeURIComponent, so that the page builds the very same address."""
    return quote(text, safe="!'()*-._~")


def read(given: Any) -> CodeHost | None:
    """The code host that mkdocs.yml names, or None where it names none.

    Raises:
        ValueError: something of it cannot be used; the message says what and what to do.
    """
    if not given:
        return None
    if not isinstance(given, dict):
        raise ValueError(
            f"code_host: found {given!r}; kind and address are allowed; write code_host: {{kind: …, address: …}}"
        )
    names = ("kind", "address", "branch", "folder")
    if unknown := [str(name) for name in given if name not in names]:
        raise ValueError(
            f"code_host: found {', '.join(unknown)}{did_you_mean(unknown[0], names)}; allowed are {', '.join(names)}; fix the name"
        )
    if given.get("kind") not in HOSTS:
        raise ValueError(f"code_host.kind: found {given.get('kind')!r}; allowed are {', '.join(HOSTS)}; choose one")
    folder = str(given.get("folder", "stories") or "").strip("/")
    if any(part in ("", ".", "..") for part in folder.split("/")) and folder:
        raise ValueError(f"code_host.folder: found {folder!r}; a path such as docs/stories is allowed; fix it")
    branch = given.get("branch") or "main"
    if not isinstance(branch, str):
        raise ValueError(
            f"code_host.branch: found {branch!r}; the name of a branch is allowed; write it between quotes"
        )
    return CodeHost(given["kind"], _address(given.get("address")), branch, folder)


def _address(given: Any) -> str:
    parts = urlsplit(given) if isinstance(given, str) else None
    if parts is None or parts.scheme not in ("https", "http") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            f"code_host.address: found {given!r}; the address of the repository is allowed, such as "
            "https://github.com/owner/repository; copy it from your browser"
        )
    return str(given).rstrip("/").removesuffix(".git")
