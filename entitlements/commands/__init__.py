"""The commands, one idea a file. Each takes its arguments and gives an exit code.

What a command needs is imported when it runs, so that a short one stays quick.
"""
