"""Papers in: a file is read by meaning, looked at, then taken in piece by piece; what is not sure waits in a tray.

`tables` opens a file and finds its header and rows, `values` reads one cell, `rosters` knows what a roster says.
Nothing is changed before a file is understood; what was taken in can be undone as one.
"""
