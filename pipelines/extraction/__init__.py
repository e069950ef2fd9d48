"""From the bytes of a page to a whole and clean article."""
