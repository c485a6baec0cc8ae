"""Meetings and motions: one matter, one motion; a meeting whose kind says what it needs; decisions that stand.

Nothing is noted as carried while its notice, its attendance or its votes fall short of the rule it was called under.
"""
