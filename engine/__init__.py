"""Redress runs a council's complaint procedures from their diagrams."""
