"""The rules of this house, as tests whose failure says what to do."""
