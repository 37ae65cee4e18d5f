"""The digest of a folder: its articles' briefs to one document, as values; render/ writes it down.

`make.py` puts it together from the journal and the briefs, `stories.py` finds articles that tell the same story,
`naming.py` who and what is named, `model.py` has the nouns.
"""
