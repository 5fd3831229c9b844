"""The plan: rule tables as one typed tree, and the readings of it.

`build` makes the tree for a day's versions, `lower` turns calendar bounds into
day numbers, `one` generates the evaluator of a single person, `cells` is the
exact product of what the tests of a table can tell apart.
"""
