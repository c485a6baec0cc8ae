"""Visit notes: an adviser's book, copied out, split into homes, speakers and voices; looked at, then taken in whole.

`papers` opens what was sent, `heads` reads who and where and when at the head of a line, `reading` reads a whole file
by meaning. Every line of a file is a voice, or stands here as none with its number and the reason.
"""
