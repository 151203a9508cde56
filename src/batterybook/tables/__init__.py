"""The curated tables: read, typed, and what follows from their rows."""
