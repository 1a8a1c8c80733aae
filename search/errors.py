"""What can go wrong with an engine."""


class EngineError(Exception):
    """Something is wrong with the search engine."""


class EngineBusyError(EngineError):
    """Another process writes the index; there is one writer at a time."""


class StoppedError(Exception):
    """Somebody asked the indexer to stop in the middle of a rebuild."""


class IndexMissingError(EngineError):
    """There is no index yet, or none of this version."""
