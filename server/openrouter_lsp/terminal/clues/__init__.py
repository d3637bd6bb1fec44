"""Places that speak of a failure, and what each is worth."""
