"""The styles that are shown are those of a council."""

from __future__ import annotations

from pathlib import Path

import pytest

from web import assets

CSS = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".a{font-family:GDS Transport,arial,sans-serif}"
    ".b{background:url(/assets/images/govuk-crest.svg)}"
    ".c{background:url(/assets/images/icon-document.svg)}"
    "/*# sourceMappingURL=x.css.map */"
)


def test_the_typeface_and_the_crest_of_another_are_taken_out() -> None:
    css = assets.council_styles(CSS)
    assert "GDS" not in css
    assert "font-face" not in css
    assert "crest" not in css
    assert ".a{font-family:arial,sans-serif}" in css
    assert ".c{background:url(icon-document.svg)}" in css
    assert "sourceMapping" not in css


def test_styles_and_the_pictures_they_name_are_built(tmp_path: Path) -> None:
    for source in (assets.GOVUK, assets.MOJ):
        (tmp_path / source).parent.mkdir(parents=True)
        (tmp_path / source).write_text(CSS)
    (tmp_path / assets.MOJ_IMAGES).mkdir(parents=True)
    (tmp_path / assets.MOJ_IMAGES / "icon-document.svg").write_text("<svg/>")
    assets.build(tmp_path, tmp_path / "built")
    names = {file.name for file in (tmp_path / "built").iterdir()}
    assert names == {"govuk-frontend.min.css", "moj-frontend.min.css", "icon-document.svg"}


def test_missing_packages_are_told_with_their_fix(tmp_path: Path) -> None:
    with pytest.raises(assets.MissingStylesError, match="npm ci"):
        assets.build(tmp_path, tmp_path / "built")
