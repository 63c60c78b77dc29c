"""Videos, as far as they cannot be SQL: files, and ffmpeg as a process. Their rules are SQL functions."""
