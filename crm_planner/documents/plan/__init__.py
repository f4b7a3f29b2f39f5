"""The implementation plan as a reader gets it: tables, JSON, CSV, Gantt charts, calendars and MS Project files."""
