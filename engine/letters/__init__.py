"""How a letter looks and leaves."""
