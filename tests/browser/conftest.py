"""A settled demo council, a browser, visitors. Without a Chromium these tests say so and skip.

``REDRESS_CHROMIUM`` names a browser that is not on the path; ``REDRESS_PICTURES`` a folder for a
picture of every page at both widths.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from engine import demo
from engine.casework import accounts
from engine.catalogue import Catalogue
from engine.studio import drafts
from tests.browser.council import Council, open_in, serving
from tests.browser.drawing import AXE, Editor, diagram
from tests.browser.visiting import Inspector, Visit
from tests.shipped import shipped_catalogue

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

CHROMIUM = os.environ.get("REDRESS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
#: without a browser one test is left, which says so in one line
collect_ignore = (
    [] if CHROMIUM else [f.name for f in HERE.glob("test_*.py") if f.stem != "test_a_browser"]
)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder drive a browser; one worker runs them, since they share it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or another that is found."""
    if CHROMIUM is None:
        pytest.skip(f"The browser tests did not run: none of {', '.join(NAMES)} is installed.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The procedures, profiles and letters of this house."""
    return shipped_catalogue()


@pytest.fixture(scope="session")
def settled(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Path:
    """The folder of a council that has settled in, to be copied."""
    folder = tmp_path_factory.mktemp("settled")
    office = open_in(folder, catalogue)
    demo.settle_in(office)
    office.store.close()
    return folder


@pytest.fixture(scope="module")
def council(
    settled: Path, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[Council]:
    """A demo council that can be visited: one a file of tests; each test has cases of its own."""
    with serving(settled, tmp_path_factory.mktemp("council"), catalogue) as opened:
        yield opened


@pytest.fixture(scope="session")
def inspector(browser: Browser) -> Iterator[Inspector]:
    """Looks at every page that a visitor shows."""
    folder = os.environ.get("REDRESS_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    looking = Inspector(browser, Path(folder) if folder else None)
    yield looking
    looking.close()


@pytest.fixture
def arrive(
    browser: Browser, council: Council, inspector: Inspector
) -> Iterator[Callable[[], Visit]]:
    """Another person opens a browser of their own, without JavaScript."""
    opened = []

    def another() -> Visit:
        context = browser.new_context(base_url=council.url, java_script_enabled=False)
        context.set_default_timeout(10_000)
        opened.append(context)
        return Visit(context.new_page(), inspector)

    yield another
    for context in opened:
        context.close()


@pytest.fixture
def visit(arrive: Callable[[], Visit]) -> Visit:
    """One person with a browser."""
    return arrive()


@pytest.fixture
def sit_down(browser: Browser, council: Council) -> Iterator[Callable[..., Editor]]:
    """A process owner sits down at a computer."""
    opened = []

    def another(username: str = "owner1") -> Editor:
        context = browser.new_context(
            base_url=council.url,
            viewport={"width": 1440, "height": 950},
            reduced_motion="reduce",
        )
        context.add_init_script(path=AXE)
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        page.goto("/sign-in")
        page.locator(f'button[value="{username}"]').click()
        return Editor(page)

    yield another
    for context in opened:
        context.close()


@pytest.fixture
def begin(council: Council) -> Callable[[str], int]:
    """A draft of a procedure."""
    owner = accounts.sign_in(council.office, "owner1", demo.PASSWORD)
    assert owner is not None
    return lambda procedure: drafts.begin(council.office, owner, procedure, "To try the editor")


@pytest.fixture
def editor(sit_down: Callable[..., Editor], begin: Callable[[str], int]) -> Editor:
    """At the diagram of complaints about a service."""
    sitting = sit_down()
    sitting.open(diagram(begin("corporate-complaint")))
    return sitting
