"""Keeping the roll by hand: places and homes, splitting and joining them, moving, standing for others, teams, doubles.

The rows are those of places and people; here is asked who may change them, and every change is written in the journal.
"""
