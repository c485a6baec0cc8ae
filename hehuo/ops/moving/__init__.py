"""One sealed file that holds an office, or one community of it: taken while people work, read back on either engine.

`sealed` is the file, `rows` is a model's rows as lines of JSON, `backups` and `moves` say which rows and files go in.
"""
