"""Circles of contact: building, estate, community. A notice reaches one circle only; every question gets an answer."""
