#!/bin/sh
# Prints "path","content" as CSV for every migration and every file of sql/, for scripts/install.sql.
# A file that is added needs no change anywhere.
set -eu
LC_ALL=C
export LC_ALL
find migrations sql -type f \( -name '*.sql' -o -name frozen.txt \) | sort | while IFS= read -r file; do
    printf '"%s","' "$file"
    sed 's/"/""/g' "$file"
    printf '"\n'
done
