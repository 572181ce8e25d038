"""Letters: the engine that renders and sends them, and the texts themselves."""
