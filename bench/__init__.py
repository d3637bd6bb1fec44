"""How fast the server is, as ratios within one run: `python -m bench`."""
