"""Third-party packages as released, but for imports made relative: see VENDORED.md and update.py, which writes it."""
