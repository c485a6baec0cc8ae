"""Clubs: a team of the roll that neighbours join by themselves, meets in a room, goes on shows, and has its own rule.

Who belongs to a club and who leads it stands in the team. A rehearsal is a session like any other, so who came is
counted as everywhere; a show outside the house is noted with those who went. What members pay for together is a levy.
"""
