"""What is kept: models, queries, migrations. Never commits."""

from engine.store import models
from engine.store.session import Store

__all__ = ["Store", "models"]  # the models together: each refers to others by their tables' names
