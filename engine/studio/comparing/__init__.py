"""What is different between two versions of a procedure: in words, on the diagram, in texts."""

from engine.studio.comparing.comparison import Comparison, Side, compare, compare_numbers
from engine.studio.comparing.sides import of_draft, of_profile, of_version

__all__ = [
    "Comparison",
    "Side",
    "compare",
    "compare_numbers",
    "of_draft",
    "of_profile",
    "of_version",
]
