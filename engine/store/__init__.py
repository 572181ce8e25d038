"""What is kept: models, queries, migrations. Never commits."""

from engine.store.session import Store

__all__ = ["Store"]
