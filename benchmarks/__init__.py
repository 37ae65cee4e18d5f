"""What is measured of the tool, and how to measure it again."""
