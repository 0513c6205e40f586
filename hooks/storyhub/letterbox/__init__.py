"""Mail in and out: what arrives becomes a branch, and its teller is answered. A mail is data; its sender never gets into git."""
