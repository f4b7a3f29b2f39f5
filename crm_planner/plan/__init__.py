"""Who does what when: tasks, the people who do them, calendars, and the dates that follow.

An `Undertaking` (undertaking.py) holds what is to be done, by whom and from when; `level` (levelling.py) makes the
`Schedule` of it, `critical_path` (network.py) the one without regard to who is busy.
"""
