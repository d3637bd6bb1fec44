"""The lines around a place, as they were before programs wrapped, quoted and escaped them."""
