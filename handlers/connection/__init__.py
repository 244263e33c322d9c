"""Connection: members are put in touch with peers across organisations, and what comes of it."""
