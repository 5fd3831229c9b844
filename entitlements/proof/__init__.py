"""The proof room: what can be shown of a rule book, or of a change, before it is in force."""
