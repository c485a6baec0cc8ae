"""Reading tables as offices make them: titles and notes above, merged cells, totals among the rows.

`workbooks.open_table_file` gives sheets of numbered rows or raises FileFault; `sheets.read_sheet` finds the header by
meaning and says of each row what it is.
"""
