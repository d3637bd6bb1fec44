"""One file for each thing the editor can ask for; none of them imports another.

A handler does four things: it takes a snapshot, asks, converts, returns.
"""
