"""Projects on the phone, on the desk, on paper and as a workbook."""
