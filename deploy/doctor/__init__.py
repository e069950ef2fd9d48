"""What is wrong with an installation, and how to mend it.

finding.py        Finding: one thing that was looked at
configuration.py  what is right by its form and still not as it should be
store.py          the server: settings, version, memory, log, clock, indexes
work.py           sources that fail, channels that are closed, alerts that were given up
machine.py        disk space
"""
