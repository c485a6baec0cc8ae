"""Declared turnover, shares, receipts, the month: closed, published, asked about, answered."""
