"""The Live Object Model as the script sees it: rows, types, paths and listeners. Nothing in here imports Live."""
