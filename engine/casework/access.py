"""How often somebody may try: sign-in, tracking codes, forms."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from engine.store.access import count_attempt
from engine.store.office import Office


def allow(office: Office, key: str, limit: int, seconds: int) -> bool:
    """Count one attempt under ``key``; False once there were more than ``limit`` in this window.

    The key is kept as a digest: no address or reference stands in the table.
    """
    digest = hashlib.sha256(key.encode()).hexdigest()
    with office.store.write() as session:
        tried = count_attempt(session, digest, office.clock.now(), timedelta(seconds=seconds))
    return tried <= limit
