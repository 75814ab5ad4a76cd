"""A real browser on the site of Kenya. Without Chromium on the machine these tests are skipped."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as installed
from playwright.sync_api import sync_playwright

from portal_set_up import kenya
from register_set_up import register
from web_set_up import emptied_between_tests

__all__ = ["emptied_between_tests", "kenya", "register"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    """Every journey needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed here"))


@pytest.fixture(scope="session", autouse=True)
def files_of_the_server(kenya_home):
    """The server is started once, before any test; it must find its folder of files then."""
    home, _system = kenya_home
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(installed, "STATIC_ROOT", home / "static")
        yield


@pytest.fixture(scope="session")
def browser():
    # Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def site(kenya, live_server):
    """The address of the running site."""
    return live_server.url


@pytest.fixture
def visit(browser, site):
    """Open a page of the site in a fresh browser: width, whether scripts run."""
    contexts = []

    def open_page(address, *, width=1280, height=900, has_script=True):
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=has_script
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address if address.startswith(site) else f"{site}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()
