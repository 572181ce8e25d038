"""The procedures' forms on pages: what was typed, what it means, which page asks what."""
