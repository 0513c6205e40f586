"""The generators that users would pick instead, each with the same stories and as much of what the hub makes as it has."""
