"""Runs scenarios through the real verbs and a real database."""
