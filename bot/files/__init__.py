"""Files that members take with them, made in memory: one document, written as one of four kinds of file."""
