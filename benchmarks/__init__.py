"""How fast the script is, as ratios to a floor measured in the same run: `python3 -m benchmarks` prints all."""
