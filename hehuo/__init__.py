"""Hehuo 合伙: a need becomes a shared result, in the open."""
