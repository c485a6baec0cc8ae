"""Keeping in touch with partners: whose turn it is among the stewards, visits, and help asked for with a clock."""
