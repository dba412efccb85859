"""Places to ask the gate from: Git, pre-commit, Ansible, Forgejo. Each is a file to be used where it lies, or copied."""
