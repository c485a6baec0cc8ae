"""The look of the house: figures drawn by the server, words for dates and amounts, form controls, and the sheet of parts."""
