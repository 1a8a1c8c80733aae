"""Virus scan by ClamAV, where one runs: ``settings.CLAMAV``."""
