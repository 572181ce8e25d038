"""Tracking codes and postcodes, as they are kept and compared."""

from __future__ import annotations

import hashlib
import hmac
import secrets

#: Crockford's base 32: no I, L, O or U, so that a code can be read over the phone
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10


def new_code() -> str:
    """A tracking code: 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def code_digest(reference: str, code: str) -> str:
    """What is kept of a code. Small letters and look-alikes count as what they look like."""
    read = code.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    read = "".join(sign for sign in read if sign in ALPHABET)
    return hashlib.sha256(f"{reference.upper()}:{read}".encode()).hexdigest()


def code_fits(kept: str, reference: str, code: str) -> bool:
    """Whether this is the case's code; takes as long whatever is wrong with it."""
    return hmac.compare_digest(kept, code_digest(reference, code))


def postcode_key(text: str) -> str:
    """A postcode as it is compared: upper case, no spaces."""
    return "".join(text.split()).upper()
