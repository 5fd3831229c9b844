"""Asking for facts, whoever asks: what applies, what comes next, the form, what cannot be."""
