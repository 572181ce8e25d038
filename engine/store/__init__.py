"""What is kept: models, queries, migrations. Never commits."""
