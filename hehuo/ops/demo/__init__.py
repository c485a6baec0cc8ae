"""The demo: the five places with invented people, then the story told on top of them, a chapter a module.

`chapters.CHAPTERS` is the order of telling. A chapter is told once in a database's life, in one transaction; adding one
tells it in demos that are there already. Inside a chapter `cast` says who is who.
"""
