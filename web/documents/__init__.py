"""Papers to keep and to sign: one content, as accessible Word and as accessible PDF."""
