pytest_plugins = ["suite.plugin", "sample_steps", "sample_fixes"]
