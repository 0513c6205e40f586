"""What any program could use: cache files, processes, git, progress. Knows no stories."""
