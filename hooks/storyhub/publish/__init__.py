"""From pages to files: only what changed is printed, and what went is removed."""
