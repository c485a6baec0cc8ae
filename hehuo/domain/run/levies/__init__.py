"""Households share a cost (户筹): the matter, quotes, a decision, the base, who paid in, what it cost, what was left.

Not charity: those who pay also benefit (Organic Law of Residents' Committees, article 42; R-26). What each home owes is
a due of a pot of its own kind; who has not paid is never shown in public.
"""
