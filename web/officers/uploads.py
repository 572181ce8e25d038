"""Files that an officer's form takes."""

from __future__ import annotations

from web.forms import uploads
from web.forms.pages import Page
from web.forms.uploads import names as names
from web.guards import actor, office


def add(reference: str, page: Page) -> dict[str, str]:
    """Put chosen files on the case; a sentence for each that cannot be kept."""
    return uploads.add(office(), actor(), reference, page)
