"""What screens read; nothing here writes."""
