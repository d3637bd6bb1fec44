"""Tests of terminal: what raw output shows, and the failures in it."""
