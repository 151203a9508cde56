"""What is typed into a page: checks, names, equations, messages."""
