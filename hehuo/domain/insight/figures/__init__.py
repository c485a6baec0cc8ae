"""Every statistic: its definition, its value, the records behind it (R-41)."""
