"""What a partner offers, at a marked price beside the market price (R-09), and what residents order of it.

`papers` reads a price list as a partner hands it in; a list is taken in whole or by chosen lines, each held against the
agreement. Free places are proven without saying why. Money goes from hand to hand and never through the program: only
the share that the agreement promises becomes a receipt to expect.
"""
