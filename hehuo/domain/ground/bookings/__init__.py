"""Who may have a space, how often, and who is next: asking for a time, a worker's yes, quotas, and the waiting list.

The room `spaces` below knows only who holds what when. Everything that lets a place go passes through here, so that
whoever waits is offered it in the same transaction.
"""
