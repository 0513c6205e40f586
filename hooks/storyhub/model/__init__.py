"""What the hub is about: the nouns, the messages about them, the settings. Imports nothing of ours, parses nothing."""
