"""For those who decide about a pull request and for comms: comment, page for the reviewer, report."""
