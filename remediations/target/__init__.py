"""The program that runs on the target: Python 3.9, standard library only, sent over the link and never installed.

One kind of change is three functions over plain JSON: ``look`` (what is), ``want`` (what must be, given what is) and ``put``
(make it so). Planning compares look with want; applying puts what is wanted, undoing puts what was seen, verifying looks again.
"""
