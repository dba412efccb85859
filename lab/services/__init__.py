"""The systems around the two containers, one small module each."""
