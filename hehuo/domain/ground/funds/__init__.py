"""Pots kept apart by law, their purposes, budget lines and dues (an expected receipt)."""
