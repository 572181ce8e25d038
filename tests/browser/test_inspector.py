"""The inspector finds what is planted: otherwise no fault found would mean nothing."""

from __future__ import annotations

import pytest

from tests.browser.visiting import Inspector

PAGE = "<!DOCTYPE html><html lang=en><title>A page</title><main><h1>A page</h1>{}</main></html>"


def test_a_sound_page_passes(inspector: Inspector) -> None:
    inspector.look("sound", "http://127.0.0.1/", PAGE.format("<p>Words.</p>"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("<img src='/nothing.png'>", "image-alt"),
        ("<input name=q>", "label"),
        ("<p style='color:#aaa;background:#fff'>Pale words.</p>", "color-contrast"),
        ("<details><summary>More</summary><input name=q></details>", "label"),
        ("<p style='width:600px'>Too wide for a phone.</p>", "scrolls sideways"),
    ],
)
def test_a_planted_fault_is_found(inspector: Inspector, fault: str, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        inspector.look("planted", "http://127.0.0.1/", PAGE.format(fault))
