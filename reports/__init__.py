"""What happened: findings become results.json, and results.json becomes everything else."""
