"""Sends a branch on to a code host, in the way that each kind of host opens a request to merge it.

GitLab opens one for a push with options (docs.gitlab.com/topics/git/commit/#push-options); Forgejo and Gitea for a push to
`refs/for/<branch>` (AGit-Flow). Other hosts get the branch, and a recipe opens the request.
"""

from __future__ import annotations

from storyhub.letterbox.branch import PostOffice, Taken

GITLAB, AGIT, BRANCH = "gitlab", "agit", "branch"
_WAY_OF_HOST = {"gitlab": GITLAB, "gitea": AGIT, "forgejo": AGIT}


def way_of(desk: PostOffice) -> str:
    """The way for the code host that mkdocs.yml names."""
    host = desk.settings.code_host
    return _WAY_OF_HOST.get(host.kind, BRANCH) if host else BRANCH


def push(taken: Taken, desk: PostOffice, way: str, target: str) -> bool:
    """Sends the branch of a letter on, to be merged into `target`; False where the other side has it.

    Raises:
        GitError: the other side refused it.
    """
    repository, remote = desk.repository, desk.settings.inbox.remote
    # A host refuses a request that it has, which must not stop a job that was killed here and runs again.
    if not taken.commit or repository.remote_has(remote, taken.commit):
        return False
    title = f"Story: {taken.branch.removeprefix('inbox/')}"
    request = ("create", f"target={target}", f"title={title}", "remove_source_branch")
    options = {
        GITLAB: [f"merge_request.{option}" for option in request],
        AGIT: [f"topic={taken.branch}", f"title={title}"],
        BRANCH: [],
    }
    to = f"refs/for/{target}" if way == AGIT else f"refs/heads/{taken.branch}"
    repository.push(remote, taken.commit, to, options[way])
    return True
