"""What is: each module reads one system and answers in typed, frozen values."""
