"""Parts of the larger stand-ins, so that each module stays small."""
