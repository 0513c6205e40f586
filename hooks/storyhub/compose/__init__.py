"""How a story is made: the questions, drafts, imports, and files for editors."""
