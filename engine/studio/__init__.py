"""The process owner's studio: procedures are drafted, tried, compared and published."""
