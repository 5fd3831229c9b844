"""Decisions as a reader meets them, on whichever page: words, amounts, dates, sums, groups."""
