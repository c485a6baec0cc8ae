"""What the community gives a partner for a good year: granted only after a final review, and counted as it is used."""
