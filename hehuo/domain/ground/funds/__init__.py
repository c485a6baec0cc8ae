"""Pots kept apart by law, their purposes, budget lines and dues (an expected receipt).

A fund is of one nature, and its nature says what it may receive, who decides and when its accounts are published.
Every yuan stands on the fund's money account and, beside it, on the purpose it is for; a restricted purpose never falls
below nothing. Each receipt and payment is a voucher: the transaction's number, in words that may be published. The
program registers what was received; it never takes a payment (R-20).
"""
