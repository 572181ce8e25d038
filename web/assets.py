"""Copies the styles that npm brought into ``web/static/built``, as a council may show them.

The precompiled styles name a typeface that only GOV.UK may use, and the royal coat of arms.
Both are taken out. Run it with ``python -m web.assets`` after ``npm ci``.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "static" / "built"
GOVUK = Path("govuk-frontend/dist/govuk/govuk-frontend.min.css")
MOJ = Path("@ministryofjustice/frontend/moj/moj-frontend.min.css")
MOJ_IMAGES = Path("@ministryofjustice/frontend/moj/assets/images")

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FONT_NAME = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
_CREST = re.compile(r"url\([^)]*govuk-crest[^)]*\)")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
_IMAGE = re.compile(r"url\(/assets/images/([a-z0-9-]+\.(?:svg|png))\)")


class MissingStylesError(Exception):
    """The npm packages are not there."""


def council_styles(css: str) -> str:
    """The same styles without GOV.UK's typeface and crest; pictures stand beside the file."""
    css = _FONT_FACE.sub("", css)
    css = _FONT_NAME.sub("", css)
    css = _CREST.sub("none", css)
    css = _SOURCE_MAP.sub("", css)
    return _IMAGE.sub(r"url(\1)", css)


def build(node_modules: Path = HERE / "node_modules", built: Path = BUILT) -> tuple[Path, ...]:
    """Write the styles, and the pictures they name; returns what was written."""
    built.mkdir(parents=True, exist_ok=True)
    written = []
    for source in (GOVUK, MOJ):
        file = node_modules / source
        if not file.exists():
            raise MissingStylesError(
                f"{file} is missing. Run “npm ci” in {HERE}, then this again."
            )
        css = file.read_text(encoding="utf-8")
        target = built / source.name
        target.write_text(council_styles(css), encoding="utf-8")
        written.append(target)
        written.extend(_copy_pictures(css, node_modules / MOJ_IMAGES, built))
    return tuple(written)


def _copy_pictures(css: str, images: Path, built: Path) -> list[Path]:
    names = {name for name in _IMAGE.findall(css) if (images / name).exists()}
    return [Path(shutil.copyfile(images / name, built / name)) for name in sorted(names)]


def main() -> int:
    """Build, and say what was done."""
    try:
        written = build()
    except MissingStylesError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write(f"{len(written)} files in {BUILT}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
