"""Copies, developments and novelty: the judge."""
