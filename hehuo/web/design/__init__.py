"""The look of the house: figures drawn by the server, words for days and amounts, controls, the sheet of parts."""
