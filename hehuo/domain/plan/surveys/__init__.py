"""Surveys: what is asked of a place, one answer a person or one a home, and what changed between before and after.

An anonymous answer stands alone: who has answered is marked apart, and nobody, the database included, can join the two.
"""
