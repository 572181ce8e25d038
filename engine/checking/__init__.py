"""Whether a procedure is fit. Writes nothing."""
