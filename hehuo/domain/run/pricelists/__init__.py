"""A partner's price list as it is handed in: read, held against the agreement line by line, taken in or left.

`reading` knows how partners write their lists, `checking` says of each line whether it may be a price and why. The list
itself and the prices that come of it are rows of `services`; nothing changes there before somebody takes lines in.
"""
