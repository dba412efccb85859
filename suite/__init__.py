"""How a run goes: options, passes, outcomes, exit codes."""
