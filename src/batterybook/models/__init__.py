"""Models of batteries: cells, packs, plants. Pure functions; `parameters` alone reads tables."""
