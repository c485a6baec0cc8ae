"""Three lists matched (三张清单): which resource and which partner fits which need, and why; what came of it.

A match is claimed by who gives or asked for by the office, agreed by the other side, and then done, or it becomes a
project. Scores only propose: a person decides, nobody is forced.
"""
