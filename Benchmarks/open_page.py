#!/usr/bin/env python3
"""Opens a page in headless Chromium and says how many seconds it takes until words are seen, and until all is loaded.

    .build/browser/bin/python Benchmarks/open_page.py report.html      after `make test-browser`, which installs what it needs
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests/Browser"))
from page import chromium

TIMES = """
const [page] = performance.getEntriesByType('navigation');
const [paint] = performance.getEntriesByName('first-contentful-paint');
return page.loadEventEnd > 0 && paint ? [paint.startTime, page.loadEventEnd] : null;
"""


def opening(path):
    driver = chromium()
    try:
        # The browser itself is up before the page is asked for.
        driver.get("about:blank")
        driver.get(Path(path).resolve().as_uri())
        while not (times := driver.execute_script(TIMES)):
            pass
        return [time / 1000 for time in times]
    finally:
        driver.quit()


if __name__ == "__main__":
    print("{:.2f} {:.2f}".format(*opening(sys.argv[1])))
