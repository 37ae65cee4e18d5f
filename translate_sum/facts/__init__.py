"""Facts of a text (numbers, dates, names, quotations, negation) and how they fare in another text."""
