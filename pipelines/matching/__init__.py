"""The query language: parse, analyse text, evaluate, highlight."""
