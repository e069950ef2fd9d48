"""From reports to people."""
