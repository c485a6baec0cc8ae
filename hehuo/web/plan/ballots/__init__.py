"""Votes on the phone, on the desk and on paper."""
