"""What every page shares: words, kinds of quantities, the reading of a query, HTTP answers, the frame, figures."""
