"""Journeys through the screens with a real browser."""
