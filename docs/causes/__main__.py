"""`python -m docs.causes`, from the checkout."""

from docs.causes.runner import main

if __name__ == "__main__":
    main()
