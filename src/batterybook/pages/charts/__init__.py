"""Charts on pages: the directive, their files, and the view that a reader can touch."""
