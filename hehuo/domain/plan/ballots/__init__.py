"""Votes: who may vote is fixed when a ballot opens, each voice counts once whatever its way in, and anyone can recount.

A secret paper stands alone: the roll is marked apart, and nobody, the database included, can join the two.
"""
