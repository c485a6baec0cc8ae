"""Journal and books sealed in batches, each seal chained to the one before; verify names the row that differs."""
