"""Things to copy and to change; README.md says what there is."""
