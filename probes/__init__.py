"""What is: each module reads one system and answers in typed, frozen values."""

import sys

sys.modules.setdefault("invoke", None)  # type: ignore[arg-type]  # paramiko imports it for a word of ssh_config that nobody here writes: 0.1 s, 7 MB
