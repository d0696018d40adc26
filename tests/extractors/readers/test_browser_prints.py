"""Tables as a browser prints them: rules on some sides only, no shading, larger headers, short pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench.relatives.browser_prints import STYLES, printing_with
from tests.bench.relatives.run import compare
from tests.support.browser import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEED = 300


@browsing
@pytest.mark.parametrize("schema", ["three-levels", "policies", "two-level"])
@pytest.mark.parametrize("style", STYLES)
def test_printed_table_gives_its_facts(schema: str, style: str, browser: "Browser", tmp_path: Path) -> None:
    with printing_with(browser):
        wanted, found = compare(schema, style, SEED, tmp_path)
    assert found == wanted
