"""What is needed: the longest, thinnest, … that meets limits, tables to look up, and which cable will do."""
