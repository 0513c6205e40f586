"""The verbs of the command line, a module for each: `arguments(parser)` and `run(options, root)`.

`run` returns the exit code: 0 well, 1 not well, 2 wrong usage.
"""
