"""The process owner's studio."""
