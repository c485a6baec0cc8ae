"""What a partner was lent and what it gives back (阵地换服务), each in a unit of its own, kept off the books of money.

What the community gives (hours of a venue, publicity …) stands beside what the partner gives (fitting out, free
places, free events …); nothing is turned into money and nothing joins a fund's totals. What one side notes, the other
side confirms; a mistake is undone by its reversal.
"""
