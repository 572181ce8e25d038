"""One rule a file. The text at the top of each is what the process owner reads (docs/rules.md)."""
