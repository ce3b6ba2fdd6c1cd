"""``python -m behflow`` is the command line."""

from behflow.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
