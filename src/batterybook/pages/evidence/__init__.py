"""Claims, promises and sources on pages: roles, directives, cards, feed and downloads."""
