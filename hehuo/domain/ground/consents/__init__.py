"""Who agreed to which text, when, through which channel, for a child through whom, and when they took it back."""
