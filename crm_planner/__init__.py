"""crm-planner: what a CRM will cost, what can go wrong, and who does what when, for several vendors side by side."""

__version__ = "0.1.0"

__all__ = ["__version__"]
