"""Others who do the same work in Django: each in an environment of its own, driven by a small script.

`with_*.py` run in that environment, never here: they answer one JSON line on their output for each on their input.
"""
