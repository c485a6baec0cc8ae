"""What a partner offers, at a marked price beside the market price (R-09), and what residents order of it.

Lists of prices are read and taken in by the room `pricelists`. Free places are proven without saying why. Money goes
from hand to hand and never through the program: only the share that the agreement promises becomes a receipt to expect.
"""
