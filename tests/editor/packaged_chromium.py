"""The Chromium that an npm package carries, made to run anywhere on Linux.

The package is made for one hosted service and expects its folders; here it gets them in a folder
of our own. Fonts come from npm as well, so that the pictures look the same on every machine.
"""

import os
import subprocess
from pathlib import Path

from tests.editor.missing import MissingError

_NODE_MODULES = Path(__file__).resolve().parent / "node_modules"
_UNPACK = (
    "import('@sparticuz/chromium').then(async m => console.log(await m.default.executablePath()))"
)
_FONTS = """<?xml version="1.0"?>
<fontconfig>
  <dir>{unpacked}/fonts</dir>
  <dir>{node_modules}/dejavu-fonts-ttf/ttf</dir>
  <cachedir>{unpacked}/fonts-cache</cachedir>
  <alias binding="same">
    <family>system-ui</family><prefer><family>Open Sans</family></prefer>
  </alias>
  <alias binding="same">
    <family>sans-serif</family><prefer><family>Open Sans</family></prefer>
  </alias>
  <alias binding="same">
    <family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer>
  </alias>
</fontconfig>
"""


def unpack_chromium(node: Path, folder: Path) -> tuple[Path, dict[str, str]]:
    """Lay the package out below `folder`; return the program and the variables it wants.

    Raises:
        MissingError: the package is not there, or does not unpack.
    """
    # Only on that service does the package unpack the libraries that a bare machine lacks.
    service = {"AWS_LAMBDA_JS_RUNTIME": "nodejs24.x", "TMPDIR": str(folder)}
    done = subprocess.run(
        [node, "--eval", _UNPACK],
        cwd=_NODE_MODULES.parent, env={**os.environ, **service},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise MissingError(
            "no browser (the npm package @sparticuz/chromium is not there or broken)"
        )
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(unpacked=folder, node_modules=_NODE_MODULES))
    wanted = {
        "LD_LIBRARY_PATH": str(folder / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(fonts),
    }
    return Path(done.stdout.strip()), wanted
