"""What the image cannot know: names, addresses, keys, and everything the ADR wants of a host, put into a layer between image and changes."""
