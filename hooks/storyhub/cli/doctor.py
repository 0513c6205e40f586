"""x"""

SUMMARY = "x"


def arguments(parser): ...
def run(options, root): ...
