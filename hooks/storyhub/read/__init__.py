"""From a folder of files to a `Hub` and its issues."""
