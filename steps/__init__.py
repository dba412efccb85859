"""What must be: each module holds facts against sentences of the ADR, one module per noun."""
