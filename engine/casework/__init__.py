"""The verbs, by council work: one verb, one transaction, its ledger and audit lines."""
