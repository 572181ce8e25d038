"""The tests: what Redress must do, in sentences."""
