"""Takes the README's picture from the running app: python -m tests.picture ADDRESS FILE"""

import sys

from playwright.sync_api import sync_playwright

from tests.browser.conftest import find_chromium


def main(address: str, file: str) -> None:
    """Open the page at an address and save what a visitor on a laptop sees."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="en")
        page.goto(f"{address}?preset=speaker-30m&parts=1")
        page.wait_for_selector("html[data-settled=true]")
        page.screenshot(path=file)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
