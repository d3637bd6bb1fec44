"""One code-server and one browser for all tests here; a window and a folder for each."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from openrouter_lsp.simulator import Simulator, Wording
from tests.editor.code_server import code_server
from tests.editor.missing import MissingError
from tests.editor.pictures import VIEWPORT, take_picture_of_failure
from tests.editor.prerequisites import Prerequisites, find_prerequisites
from tests.editor.workbench import Workbench

OpenWorkbench = Callable[[], Workbench]

_HERE = Path(__file__).parent
_OPEN_PAGE = pytest.StashKey[Page]()
_STEP_MILLISECONDS = 20_000
_BROWSER_FLAGS = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine has a name or an address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these tests last: the browser's driver keeps an event loop, which others want to own."""
    items.sort(key=lambda item: _HERE in item.path.parents)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of the window in which a test failed; let all skips make one line."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        # Skips of one place and reason are summed up, and these are all for one reason.
        report.longrepr = (__file__, 0, report.longrepr[2])
    page = item.session.stash.get(_OPEN_PAGE, None)
    if report.failed and page is not None:
        take_picture_of_failure(page, item.name)
    return report


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """Give an empty folder with a short name: a socket's path must not be long."""
    with tempfile.TemporaryDirectory(prefix="orl-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def prerequisites(short_folder: Path) -> Prerequisites:
    """Find everything that is needed, or skip; where a skip must not be, fail."""
    folder = short_folder / "browser"
    folder.mkdir()
    try:
        return find_prerequisites(folder)
    except MissingError as missing:
        line = f"NO TEST IN A REAL VS CODE: {missing}"
        if os.environ.get("OPENROUTER_LSP_REQUIRE_EDITOR") == "1":
            pytest.fail(line, pytrace=False)
        pytest.skip(line)


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    """Run an OpenRouter that says of an expired key that it has expired."""
    with Simulator(wording=Wording.NEW) as simulator:
        yield simulator


@pytest.fixture(scope="session")
def editor_address(
    prerequisites: Prerequisites, simulator: Simulator, short_folder: Path
) -> Iterator[str]:
    """Run a VS Code whose extension finds the Python of these tests on the PATH."""
    folder = short_folder / "editor"
    folder.mkdir()
    python = Path(sys.executable).resolve().parent
    search_path = os.pathsep.join((str(python), os.defpath))
    with code_server(
        prerequisites, folder, search_path=search_path, base_url=simulator.base_url
    ) as address:
        yield address


@pytest.fixture(scope="session")
def browser(prerequisites: Prerequisites) -> Iterator[Browser]:
    """Run a Chromium that reaches nothing but this machine."""
    program = prerequisites.browser
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=program.executable,
            env={**os.environ, **program.variables},
            args=_BROWSER_FLAGS,
        ) as browser,
    ):
        yield browser


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a git repository that ignores its `.env`, as most do."""
    folder = tmp_path_factory.mktemp("editor") / "my app"
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    (folder / ".gitignore").write_text(".env\n")
    return folder


@pytest.fixture(scope="module")
def open_workbench(
    request: pytest.FixtureRequest, browser: Browser, editor_address: str, workspace: Path
) -> Iterator[OpenWorkbench]:
    """Give a function that opens the workspace in a window that nobody has used before.

    A new window trusts nothing, and has shown no message yet.
    """
    expect.set_options(timeout=_STEP_MILLISECONDS)
    context = browser.new_context(
        viewport=VIEWPORT,
        color_scheme="dark",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(_STEP_MILLISECONDS)
    page = context.new_page()

    def open_one() -> Workbench:
        workbench = Workbench(page, editor_address, workspace)
        workbench.open()
        return workbench

    request.session.stash[_OPEN_PAGE] = page
    yield open_one
    del request.session.stash[_OPEN_PAGE]
    # The window says goodbye, so that code-server ends what it started for it.
    page.close(run_before_unload=True)
    context.close()
