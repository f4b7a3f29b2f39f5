"""Start the command line with `python -m crm_planner`."""

from crm_planner.cli.main import main

if __name__ == "__main__":
    main()
