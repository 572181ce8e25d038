"""Deadlines: tables, replays and properties."""
