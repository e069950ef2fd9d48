"""What an article is, whether it matters, whether it is new."""
