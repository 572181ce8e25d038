"""How runs move: every trap of the library, and the workarounds against it."""
