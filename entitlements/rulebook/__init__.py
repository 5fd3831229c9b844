"""Rule tables as text and as frozen objects."""
