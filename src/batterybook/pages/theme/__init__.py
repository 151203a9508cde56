"""What a page loads."""
