"""Plans as every output shows them: duties, labels, links, cards."""
