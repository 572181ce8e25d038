"""Changes of YAML text that leave everything else as it was written: comments, order, layout.

Only the characters of the entry that changes are replaced. What comes out is read again by the
strict reader and must be what was meant; otherwise the change is refused.
"""

from engine.catalogue.rewriting.editing import drop as drop
from engine.catalogue.rewriting.editing import insert as insert
from engine.catalogue.rewriting.editing import move as move
from engine.catalogue.rewriting.editing import rename as rename
from engine.catalogue.rewriting.paths import Path as Path
from engine.catalogue.rewriting.paths import in_words as in_words
from engine.catalogue.rewriting.paths import read_path as read_path
from engine.catalogue.rewriting.putting import put as put
from engine.catalogue.rewriting.spots import text_at as text_at
from engine.catalogue.rewriting.spots import value_at as value_at
