"""The index: one folded table, two engines; knows no model above it."""
