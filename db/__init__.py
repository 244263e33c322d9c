"""What the community remembers: tables, sessions that see one workspace, and migrations."""
