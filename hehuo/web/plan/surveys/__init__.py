"""Surveys on the phone, on the desk, on paper; what they add up to, and what changed."""
