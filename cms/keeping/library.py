"""The ``bagit`` library, without the warning of what it imports.

Release 1.8 is the last with a wheel; it asks setuptools' ``pkg_resources`` for its own
version, which warns whoever imports it.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import bagit

__all__ = ["bagit"]
