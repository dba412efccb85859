"""The embedded homelab: a place where it is all true, or false on purpose."""
