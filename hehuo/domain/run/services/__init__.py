"""What a partner offers, at a marked price beside the market price (R-09)."""
