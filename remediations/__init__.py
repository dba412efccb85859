"""Make it so: each module turns offences into changes to one system."""
