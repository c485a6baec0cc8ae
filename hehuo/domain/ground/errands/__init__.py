"""Acting for someone who cannot come in themselves: begun with a reason and consent, seen and ended by them (R-36)."""
