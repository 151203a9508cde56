"""What frames a page and stands around it: settings, citation, sharing, history, search."""
