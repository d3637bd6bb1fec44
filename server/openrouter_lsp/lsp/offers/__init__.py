"""What the light bulb offers: one module for each group of offers, in words and commands."""
