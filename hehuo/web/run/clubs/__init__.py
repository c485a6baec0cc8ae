"""Clubs as neighbours see and join them, as their leaders work them, and as the office opens them."""
