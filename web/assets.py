"""Makes ``web/static/built`` of what npm brought: styles, the diagram editor and viewer.

The precompiled styles name a typeface that only GOV.UK may use, and the royal coat of arms.
Both are taken out. Run it with ``python -m web.assets`` after ``npm ci``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "static" / "built"
GOVUK = Path("govuk-frontend/dist/govuk/govuk-frontend.min.css")
MOJ = Path("@ministryofjustice/frontend/moj/moj-frontend.min.css")
DIAGRAMS = Path("bpmn-js/dist")
#: the viewer for pages that only show a diagram, as it comes; each of these files in this order
VIEWER = {
    "viewer.js": (DIAGRAMS / "bpmn-navigated-viewer.production.min.js",),
    "viewer.css": (DIAGRAMS / "assets/diagram-js.css", DIAGRAMS / "assets/bpmn-js.css"),
}
EDITOR = HERE / "editor" / "main.js"
LETTER = HERE / "editor" / "letter.js"
ESBUILD = Path("esbuild/bin/esbuild")
#: what desktop modellers read, beside the pages that offer it
PUBLISHED = HERE.parent / "engine" / "catalogue" / "schemas"
MODELLER = ("redress.moddle.json", "redress.templates.json")
MOJ_IMAGES = Path("@ministryofjustice/frontend/moj/assets/images")

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FONT_NAME = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
_CREST = re.compile(r"url\([^)]*govuk-crest[^)]*\)")
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
_IMAGE = re.compile(r"url\(/assets/images/([a-z0-9-]+\.(?:svg|png))\)")


class MissingStylesError(Exception):
    """The npm packages are not there."""


class EditorError(Exception):
    """The diagram editor cannot be built."""


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
        css = _text(node_modules / source)
        target = built / source.name
        target.write_text(council_styles(css), encoding="utf-8")
        written.append(target)
        written.extend(_copy_pictures(css, node_modules / MOJ_IMAGES, built))
    return tuple(written)


def build_viewer(
    node_modules: Path = HERE / "node_modules", built: Path = BUILT
) -> tuple[Path, ...]:
    """Write the viewer, its styles, and what desktop modellers read."""
    built.mkdir(parents=True, exist_ok=True)
    for name, sources in VIEWER.items():
        texts = [_text(node_modules / source) for source in sources]
        (built / name).write_text("\n".join(texts), encoding="utf-8")
    for name in MODELLER:
        shutil.copyfile(PUBLISHED / name, built / name)
    return tuple(built / name for name in (*VIEWER, *MODELLER))


def build_editor(
    node_modules: Path = HERE / "node_modules", built: Path = BUILT
) -> tuple[Path, ...]:
    """Bundle the diagram editor. Raises EditorError with what esbuild says."""
    node = shutil.which("node")
    if node is None:
        raise EditorError("Node.js is not there. Run “make set-up”, which brings it.")
    if not (node_modules / ESBUILD).exists():
        raise _missing(node_modules / ESBUILD)
    command = [
        *(node, str(node_modules / ESBUILD), f"editor={EDITOR}", f"letter={LETTER}"),
        f"--outdir={built}",
        *("--bundle", "--minify", "--target=es2020", "--charset=utf8", "--asset-names=[name]"),
        *("--loader:.woff2=file", "--legal-comments=none", "--log-level=warning"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603  # our own command
    if done.returncode:
        raise EditorError(done.stderr.strip() or "esbuild failed without a word.")
    return built / "editor.js", built / "editor.css", built / "letter.js"


def _text(file: Path) -> str:
    if not file.exists():
        raise _missing(file)
    return file.read_text(encoding="utf-8")


def _missing(file: Path) -> MissingStylesError:
    return MissingStylesError(f"{file} is missing. Run “npm ci” in {HERE}, then this again.")


def _copy_pictures(css: str, images: Path, built: Path) -> list[Path]:
    names = {name for name in _IMAGE.findall(css) if (images / name).exists()}
    return [Path(shutil.copyfile(images / name, built / name)) for name in sorted(names)]


def main() -> int:
    """Build, and say what was done."""
    try:
        written = (*build(), *build_viewer(), *build_editor())
    except (MissingStylesError, EditorError) as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write(f"{len(written)} files in {BUILT}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
