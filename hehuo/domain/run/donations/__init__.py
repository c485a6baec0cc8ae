"""Donations, registered as the charity that holds the fund received them (Charity Law; R-20 to R-25).

The charity raises, receives and gives the receipt; here stands what it told us, checked against its paper by a second
human, who is named in public only as each donor allows, and when the law wants which account of it.
"""
