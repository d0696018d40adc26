"""Excel cells, sheets and styles, shared by export and ledger."""
