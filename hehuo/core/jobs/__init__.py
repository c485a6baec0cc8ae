"""Work done after the answer: queued by name in the transaction that needs it, tried again with growing patience."""
