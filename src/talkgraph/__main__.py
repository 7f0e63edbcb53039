"""`python -m talkgraph`: the same as the command `talkgraph`."""

from talkgraph.cli import main

if __name__ == "__main__":
    main()
