"""What a partner promised to bring (money, goods, hands, skill, a place, news), and what of it came.

An agreement's promise has an amount in the unit of its kind and a day. What came is noted by one side and confirmed by
the other. What another record counts already is tied to that record and has no amount of its own here: money is what
the books say, and what stands in the give-and-get account stays there. Units are never added up with one another.
"""
