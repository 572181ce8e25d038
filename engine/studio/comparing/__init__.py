"""What is different between two versions of a procedure: in words, on the diagram, in texts."""

from engine.studio.comparing.comparison import Comparison, Side, compare
from engine.studio.comparing.sides import of_draft, of_version

__all__ = ["Comparison", "Side", "compare", "of_draft", "of_version"]
