"""What stands on the screen after a terminal has drawn raw output."""
