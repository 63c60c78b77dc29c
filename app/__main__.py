"""`python -m app …` is `iwm …`, also where no shell and no installed command is there."""

from app.cli import main

if __name__ == "__main__":
    main()
