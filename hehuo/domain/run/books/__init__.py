"""Declared turnover, shares, receipts, the month: closed, published, asked about, answered.

A partner declares a month's turnover; the share is computed, confirmed by the partner, asked for by one, approved by
another, and becomes a due in its pot. Other income and spending is asked for, approved and handled. A month is drafted
by itself, closed, sealed and posted; afterwards only reversals of a later month put it right.
"""
