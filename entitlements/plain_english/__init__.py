"""Plain English: how hard a text is to read, and what to write instead.

`scoring` measures a text, `words` holds the lists, `texts` finds the texts of a rule file.
"""
