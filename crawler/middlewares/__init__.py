"""Manners and safety around every request."""
