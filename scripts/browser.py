"""Find a Chromium-like browser for the tests; have the system install one when there is none.

The tests drive it through Playwright. Playwright could download a browser of its own, but many networks
let only package managers through, and the browser that is on a machine is kept up to date there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import package_manager

VARIABLE = "STORYHUB_BROWSER"  # a path that settles the question
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_APPS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# Package manager: the commands that install a browser with it, and libatomic, which Playwright's driver needs
# and a small system lacks. Alpine is not among them: Playwright does not run there.
SYSTEM = {
    "apt-get": ("apt-get update", "apt-get install -y --no-install-recommends chromium fonts-liberation libatomic1"),
    "dnf": ("dnf install -y chromium libatomic",),
    "zypper": ("zypper --non-interactive install chromium libatomic1",),
    "pacman": ("pacman -S --noconfirm chromium",),
}
PERSONAL = {  # these install for the person who runs them, and must not be run as root
    "brew": ("brew install --cask chromium",),
    "winget": ("winget install --id Google.Chrome --silent --accept-package-agreements --accept-source-agreements",),
}
ADVICE = f"""No browser was found, and none could be installed from here. The tests need one: install Chromium,
Google Chrome or Microsoft Edge (on Debian and Ubuntu: sudo apt-get install chromium), or set {VARIABLE}
to the path of one."""


def find() -> Path | None:
    """Return the path of a browser on this machine, or None."""
    return next((path for path in _candidates() if path.is_file() and _starts(path)), None)


def find_or_install() -> Path | None:
    """Return the path of a browser; the system's package manager installs one when there is none to be driven."""
    found = find()
    if found and driver_starts():
        return found
    return next((path for path in _attempts() if path), found)


def launch_arguments() -> list[str]:
    """Return the arguments that keep the browser quiet, and able to start as root or in CI."""
    quiet = ["disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"]
    quiet += ["disable-component-update", "disable-sync"]
    # Root has no sandbox to start in, and neither do most containers that CI runs in.
    bare = sys.platform == "linux" and (os.getuid() == 0 or bool(os.environ.get("CI")))
    return [f"--{name}" for name in ([*quiet, "no-sandbox"] if bare else quiet)]


def _candidates() -> Iterator[Path]:
    """Yield the places where a browser may be, the surest first."""
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    yield from usual_places()
    yield from _downloaded_by_playwright()


def usual_places() -> Iterator[Path]:
    """Yield where macOS, Windows and Linux keep browsers that are not on the PATH."""
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / f"{app}.app/Contents/MacOS/{app}" for app in MAC_APPS)
    for folder in (Path(os.environ[name]) for name in WINDOWS_FOLDERS if name in os.environ):
        yield from (folder / app for app in WINDOWS_APPS)
    yield from (Path("/opt/google/chrome/chrome"), Path("/snap/bin/chromium"))


def _downloaded_by_playwright() -> Iterator[Path]:
    """Yield what `playwright install` has put on this machine before."""
    home = Path.home()
    folders = [home / ".cache", home / "Library/Caches", home / "AppData/Local"]
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for folder in [Path(named)] if named else [folder / "ms-playwright" for folder in folders]:
        for program in ("chrome", "chrome.exe", "Chromium.app/Contents/MacOS/Chromium"):
            yield from sorted(folder.glob(f"chromium-*/chrome-*/{program}"), reverse=True)


def driver_starts() -> bool:
    """Tell whether Playwright's own driver, a program beside it, runs on this system."""
    return subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True).returncode == 0


def _starts(path: Path) -> bool:
    """Tell whether it is more than a stub; Windows has no stubs, and would open a window here."""
    if os.name == "nt":
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _attempts() -> Iterator[Path | None]:
    """Try each package manager that is here and allowed, and yield what can be found after it."""
    root = os.name != "nt" and os.getuid() == 0
    prefix = [] if root else ["sudo", "-n"]
    if root or _sudo_asks_nothing():
        for manager, commands in SYSTEM.items():
            yield _install_with(manager, commands, prefix)
    if not root:
        for manager, commands in PERSONAL.items():
            yield _install_with(manager, commands, [])


def _sudo_asks_nothing() -> bool:
    return bool(shutil.which("sudo")) and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def _install_with(manager: str, commands: tuple[str, ...], prefix: list[str]) -> Path | None:
    """Run the manager's commands, showing what went wrong if anything did."""
    if not shutil.which(manager):
        return None
    print(f"No browser found; installing one with {manager} …", file=sys.stderr, flush=True)
    for command in commands:
        package_manager.run(prefix, command)
    return find()
