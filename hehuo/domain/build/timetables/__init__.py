"""The plan of a week: who of many applicants has which room at which time, made in one press, put right by hand.

A plan is a draft until somebody accepts it. Nobody is promised a room by it, nobody is left out for good: each that
found no place stands there with the reason and the nearest free time.
"""
