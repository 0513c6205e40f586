"""One text: from Markdown to safe HTML, its words, its rhythm, and what is private in it."""
