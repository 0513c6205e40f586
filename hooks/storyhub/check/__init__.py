"""The rules over a whole hub, and the forms in which their issues are shown."""
