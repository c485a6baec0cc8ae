"""Who may enter and what each role may do: accounts, roles per place, personal cards."""
