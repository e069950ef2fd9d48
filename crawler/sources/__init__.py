"""Kinds of sources and how their announcements are read."""
