"""Pacts: what neighbours agree on, article by article; drafted, commented, voted, signed by homes, filed.

A version that was put to a vote is never changed again: an amendment is a new version and a new vote. A pact must not
touch anybody's personal, democratic or lawful property rights (Organic Law of Residents' Committees, article 31).
"""
