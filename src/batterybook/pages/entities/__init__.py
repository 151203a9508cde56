"""Pages made from the tables: who is who, and a page for each entity that many claims name."""
