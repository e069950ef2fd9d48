"""The configuration: one TOML file and the environment, checked as a whole, turned into the types the parts know.

load.py         file → Config; the only door
schema.py       what may stand in the file (pydantic, where data enters from outside)
environment.py  WIREWATCH_* variables laid over the file, secrets read from their files
mistakes.py     what is wrong with it, said with file, line, key, value and remedy
"""

from deploy.config.load import SHIPPED, Config, load

__all__ = ["SHIPPED", "Config", "load"]
