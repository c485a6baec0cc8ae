"""Papers in and figures out on the command line: one importer and one show a kind, in two small tables.

`importers.IMPORTERS` and `shows.SHOWS` are the places to plug a new kind in.
"""
