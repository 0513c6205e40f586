"""Which values a story is about, when its writer named none, and which stories are related."""
