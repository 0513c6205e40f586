"""Story Hub: reads a folder of stories, checks and tags them, and makes the pages of their site."""
