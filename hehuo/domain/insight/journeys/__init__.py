"""How a need became a shared result: the public acts along the threads of a thing, told under the five verbs."""
