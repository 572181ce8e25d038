"""When things are due: pure decisions from a rule and a ledger, each date with its working."""
